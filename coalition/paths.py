"""Where the report has its data; what is made of it is the press's to know."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
EDITIONS = ROOT / "editions"
"""Archives of the data of earlier editions."""
