/** The administrators' API: partners and projections. */
@NullMarked
package org.ocpiplatform.api.admin;

import org.jspecify.annotations.NullMarked;
