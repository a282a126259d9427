"""What an edit changed, what it left behind, and what it took away."""
