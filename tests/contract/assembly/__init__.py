"""The assembly service over real gRPC, subject by subject."""
