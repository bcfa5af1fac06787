"""Pictures of time, as SVG and PNG."""
