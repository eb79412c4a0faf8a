"""Login, one's own account, and the administrator's pages of people and postings."""
