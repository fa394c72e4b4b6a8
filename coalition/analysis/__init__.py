"""What the tables say: pure functions from tables to results, without drawing or HTML."""
