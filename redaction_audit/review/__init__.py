"""The reviewer's session without a screen: events, policy, filters, sampling, and the session both faces share."""
