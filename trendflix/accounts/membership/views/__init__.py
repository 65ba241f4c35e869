"""Pages of the account; allauth has those of sign-up, sign-in, password, address and second factor."""
