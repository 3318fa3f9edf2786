package org.ocpiplatform.api.security;

/**
 * What the edge knows of the administrators' token.
 *
 * @param hash as of {@link AccessTokens#hash(String)}
 */
public record AdminToken(String hash) {}
