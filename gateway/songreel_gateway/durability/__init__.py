"""What goes on when a gateway is lost: durable workflows, leases, recovery."""
