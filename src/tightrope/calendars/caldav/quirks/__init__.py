"""What single servers do otherwise than the standards say, a module each."""
