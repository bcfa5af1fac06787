"""What is kept, behind the ports of the flows: in a database, or in memory."""
