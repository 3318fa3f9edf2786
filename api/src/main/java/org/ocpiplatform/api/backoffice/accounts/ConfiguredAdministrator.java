package org.ocpiplatform.api.backoffice.accounts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.backoffice.BackOfficeSettings;
import org.springframework.stereotype.Component;

/** The administrator who logs in with a password, if one is configured. */
@Component
final class ConfiguredAdministrator {

    private final byte @Nullable [] username;
    private final @Nullable String passwordHash;

    ConfiguredAdministrator(BackOfficeSettings settings, BackOfficePasswords passwords) {
        BackOfficeSettings.Administrator administrator = settings.administrator();
        this.username = administrator == null ? null : folded(administrator.username());
        this.passwordHash = administrator == null ? null : passwords.hash(administrator.password());
    }

    /** Whether this is the administrator's name, in whatever case; takes as long for every name of a length. */
    boolean isNamed(String name) {
        return username != null && MessageDigest.isEqual(username, folded(name));
    }

    /** Of the administrator's password; none if there is no administrator. */
    @Nullable
    String passwordHash() {
        return passwordHash;
    }

    private static byte[] folded(String name) {
        return name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }
}
