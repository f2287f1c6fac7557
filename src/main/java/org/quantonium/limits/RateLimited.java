package org.quantonium.limits;

/** A request was refused by a policy: an event, for whoever records it. */
public record RateLimited(RatePolicy policy) {}
