"""The one way out: every address that we ask on the web is asked through here.

`base` says what is asked and answered, `addresses` which networks are reached,
`transport` holds each connection to them, `http` fetches what is published, `asking`
puts any question to a server that lets us in by a key, which `keys` and `digest` show.
"""
