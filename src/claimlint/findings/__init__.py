"""What happens to a finding after judgement."""
