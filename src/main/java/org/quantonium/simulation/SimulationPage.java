package org.quantonium.simulation;

import java.util.List;

/**
 * A page of a list, newest first.
 *
 * @param next path of the next page; absent on the last one
 */
record SimulationPage(List<SimulationSummary> simulations, String next) {}
