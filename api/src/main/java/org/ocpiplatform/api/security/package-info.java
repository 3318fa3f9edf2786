/** Who may ask: access tokens of partners, the administrators' token, and the paths that need none. */
@NullMarked
package org.ocpiplatform.api.security;

import org.jspecify.annotations.NullMarked;
