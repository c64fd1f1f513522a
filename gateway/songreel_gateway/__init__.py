"""The public API and the durable workflow that conducts the services."""
