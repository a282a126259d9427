"""What a user of the package calls: the public functions, what they take and what they return."""
