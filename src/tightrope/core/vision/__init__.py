"""An idea's way: captured, validated, prototyped, on the roadmap."""
