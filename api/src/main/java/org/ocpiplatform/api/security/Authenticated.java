package org.ocpiplatform.api.security;

import java.util.List;
import java.util.Optional;
import org.ocpiplatform.api.backoffice.BackOfficeCaller;
import org.ocpiplatform.contract.readers.ReaderView;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * Somebody whose token was right: a partner by its id, an application, a user of the back office, a consumer of streams,
 * an auditor or an administrator.
 */
final class Authenticated extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;
    private static final List<GrantedAuthority> PARTNER = List.of(new SimpleGrantedAuthority("PARTNER"));
    private static final List<GrantedAuthority> APPLICATION = List.of(new SimpleGrantedAuthority("APPLICATION"));
    private static final List<GrantedAuthority> USER = List.of(new SimpleGrantedAuthority("USER"));
    private static final List<GrantedAuthority> ADMIN = List.of(new SimpleGrantedAuthority("ADMIN"));

    private static final List<GrantedAuthority> CONSUMER = List.of(new SimpleGrantedAuthority("CONSUMER"));
    private static final List<GrantedAuthority> AUDITOR = List.of(new SimpleGrantedAuthority("AUDITOR"));

    @SuppressWarnings("serial") // never stored
    private final Object principal;

    private Authenticated(Object principal, List<GrantedAuthority> authorities) {
        super(authorities);
        this.principal = principal;
        setAuthenticated(true);
    }

    static Authenticated partner(String id) {
        return new Authenticated(id, PARTNER);
    }

    static Authenticated application() {
        return new Authenticated("application", APPLICATION);
    }

    static Authenticated user(BackOfficeCaller caller) {
        return new Authenticated(caller, USER);
    }

    static Authenticated reader(ReaderView reader) {
        return new Authenticated(
                reader,
                switch (reader.kind()) {
                    case CONSUMER -> CONSUMER;
                    case AUDITOR -> AUDITOR;
                });
    }

    static Authenticated administrator() {
        return new Authenticated("admin", ADMIN);
    }

    @Override
    public Object getPrincipal() {
        return principal;
    }

    /** By what name the requests of this caller are counted; nothing if they may be as many as it likes. */
    Optional<String> limitedAs() {
        return switch (principal) {
            case BackOfficeCaller user -> Optional.of("user:" + user.userId());
            case ReaderView reader -> Optional.of("reader:" + reader.id());
            default ->
                getAuthorities().equals(ADMIN)
                        ? Optional.empty()
                        : Optional.of(getAuthorities().iterator().next() + ":" + principal);
        };
    }

    /** None: tokens are not kept. */
    @Override
    public Object getCredentials() {
        return "";
    }
}
