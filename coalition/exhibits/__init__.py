"""The look of the report's exhibits, how amounts are written in them, and the explorer of the force model."""
