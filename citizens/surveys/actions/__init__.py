"""Writing surveys: instruments, campaigns, batches, ballots."""
