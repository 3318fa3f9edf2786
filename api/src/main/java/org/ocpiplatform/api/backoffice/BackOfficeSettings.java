package org.ocpiplatform.api.backoffice;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.ocpi.CiString;

/**
 * What the edge needs to know of the back office.
 *
 * @param applicationTokenHash of the token with which applications register companies and log users in, as of
 *     {@link org.ocpiplatform.contract.partners.AccessTokens#hash(String)}
 * @param administrator who logs in with the role ADMIN; nobody if there is none
 * @param defaultCountry of companies that name none
 * @param signingKeys directory of the keys that tokens are signed with
 * @param accessLifetime of an access token
 * @param refreshLifetime of a refresh token
 * @param maxImageBytes size of an uploaded image at most
 */
public record BackOfficeSettings(
        String applicationTokenHash,
        @Nullable Administrator administrator,
        CiString defaultCountry,
        Path signingKeys,
        Duration accessLifetime,
        Duration refreshLifetime,
        int maxImageBytes) {

    /** Who logs in with the role ADMIN. */
    public record Administrator(String username, String password) {

        @Override
        public String toString() {
            return "Administrator[" + username + "]";
        }
    }
}
