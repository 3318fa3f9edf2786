package org.ocpiplatform.api.backoffice.accounts;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.messaging.Queries;
import org.ocpiplatform.contract.backoffice.CpoOwnerQuery.FindCpoOwnerByUsername;
import org.ocpiplatform.contract.backoffice.CpoOwnerView;
import org.ocpiplatform.contract.backoffice.UserId;
import org.ocpiplatform.contract.backoffice.UserRole;
import org.ocpiplatform.ocpi.PartyId;
import org.springframework.stereotype.Component;

/** Finds out whether somebody may log in. Neither the answer nor its time tells whether a user exists. */
@Component
final class Login {

    private static final UserId ADMINISTRATOR = new UserId("admin");

    private final Queries queries;
    private final BackOfficePasswords passwords;
    private final ConfiguredAdministrator administrator;
    private final LoginGuard guard;

    Login(Queries queries, BackOfficePasswords passwords, ConfiguredAdministrator administrator, LoginGuard guard) {
        this.queries = queries;
        this.passwords = passwords;
        this.administrator = administrator;
        this.guard = guard;
    }

    /**
     * Somebody who may log in.
     *
     * @param cpo that the user belongs to; none of an ADMIN
     */
    record User(UserId id, UserRole role, @Nullable PartyId cpo) {}

    /** The user with this name, in whatever case, and password; throws if there were too many failures. */
    Optional<User> user(String username, String password) {
        return guard.attempt(username, () -> check(username, password));
    }

    private Optional<User> check(String username, String password) {
        Optional<Registered> registered = queries.optional(new FindCpoOwnerByUsername(username), CpoOwnerView.class)
                .flatMap(company -> registered(company, username));
        boolean isAdministrator = administrator.isNamed(username);
        String hash = isAdministrator
                ? administrator.passwordHash()
                : registered.map(Registered::passwordHash).orElse(null);
        if (!passwords.match(password, hash)) {
            return Optional.empty();
        }
        return isAdministrator
                ? Optional.of(new User(ADMINISTRATOR, UserRole.ADMIN, null))
                : registered.map(Registered::user);
    }

    private static Optional<Registered> registered(CpoOwnerView company, String username) {
        return company.users().stream()
                .filter(user -> user.username().toLowerCase(Locale.ROOT).equals(username.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(user ->
                        new Registered(new User(user.id(), UserRole.CPO_OWNER, company.party()), user.passwordHash()));
    }

    private record Registered(User user, String passwordHash) {

        @Override
        public String toString() {
            return "Registered[" + user + "]";
        }
    }
}
