"""The generic webhook channel: any JSON in, messages out as signed JSON."""
