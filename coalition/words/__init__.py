"""What the text of each chapter says in numbers and words, one module a chapter."""
