"""The ways by which mail gets in: how it is read from a mailbox, a service or a file. What is kept is kept by
`correspondence.services`."""
