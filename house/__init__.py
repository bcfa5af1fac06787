"""What dev.py does: standard library only, and no part of the product."""
