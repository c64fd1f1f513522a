"""What operators see of a gateway: metrics, gauges, one trace a job."""
