package org.quantonium.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Everything below the context root is JAX-RS, so that every answer passes the same filters. */
@ApplicationPath("/")
public class Api extends Application {}
