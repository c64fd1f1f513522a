"""The whole system on this machine: five services and the gateway, started, watched and stopped together."""
