"""What clients decide: quotes before, approvals and answers meanwhile, edits afterwards."""
