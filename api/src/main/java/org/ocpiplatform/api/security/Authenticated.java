package org.ocpiplatform.api.security;

import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Somebody whose token was right: a partner by its id, or an administrator. */
final class Authenticated extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;
    private static final List<GrantedAuthority> PARTNER = List.of(new SimpleGrantedAuthority("PARTNER"));
    private static final List<GrantedAuthority> ADMIN = List.of(new SimpleGrantedAuthority("ADMIN"));

    private final String name;

    private Authenticated(String name, List<GrantedAuthority> authorities) {
        super(authorities);
        this.name = name;
        setAuthenticated(true);
    }

    static Authenticated partner(String id) {
        return new Authenticated(id, PARTNER);
    }

    static Authenticated administrator() {
        return new Authenticated("admin", ADMIN);
    }

    @Override
    public Object getPrincipal() {
        return name;
    }

    /** None: tokens are not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }
}
