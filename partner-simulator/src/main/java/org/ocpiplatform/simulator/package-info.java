/**
 * A partner to test against: a small OCPI 2.3.0 platform in memory that plays a CPO, an eMSP, a PTP or a hub, remembers
 * what it was sent, and misbehaves when told to.
 */
@NullMarked
package org.ocpiplatform.simulator;

import org.jspecify.annotations.NullMarked;
