package org.ocpiplatform.api.backoffice.accounts;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ocpiplatform.api.backoffice.InvalidFields;
import org.ocpiplatform.contract.backoffice.Contact;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.types.Image;
import org.ocpiplatform.ocpi.types.ImageCategory;
import org.ocpiplatform.ocpi.validation.Text;
import org.ocpiplatform.ocpi.validation.Validation;
import tools.jackson.databind.node.ObjectNode;

/**
 * A company that wants to register.
 *
 * @param password that its user chose; none if the platform is to make one
 * @param countryCode none for the configured one
 * @param logo text that is an image's URL or else the name of a file
 */
record NewCompany(
        String username,
        String name,
        Contact contact,
        boolean ocppReady,
        @Nullable String password,
        @Nullable CiString countryCode,
        @Nullable String logo) {

    static final String USERNAME = "username";

    private static final int MAX_LOGO = 255;
    private static final int MAX_NAME = 100;
    private static final String NAME_PROBLEM = "must be 1 to 100 characters without control or format characters";
    private static final int MIN_PASSWORD = 8;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern ENDING = Pattern.compile("\\.([A-Za-z0-9]{1,4})$");
    private static final String JPEG = "jpeg";
    private static final Set<String> WEB = Set.of("http", "https");

    /**
     * Reads the request.
     *
     * @throws InvalidFields with all that is wrong with it
     */
    static NewCompany of(ObjectNode body) {
        RequestFields fields = new RequestFields(body);
        String username = fields.required(
                USERNAME, NewCompany::isUsername, "must be 1 to 64 printable characters without blanks");
        String name = fields.required(
                "cpo_owner_name", text -> Text.Validator.fits(text, 1, MAX_NAME) && isVisible(text), NAME_PROBLEM);
        Contact contact = new Contact(
                fields.required("contact_name", NewCompany::isVisible, NAME_PROBLEM),
                fields.required("contact_number", text -> true, ""),
                fields.required("contact_email", text -> true, ""));
        Validation.problems(contact).forEach((field, problem) -> fields.add("contact_" + field, problem));
        boolean ocppReady = fields.requiredBoolean("ocpp_ready");
        String password = fields.optional(
                "password",
                NewCompany::isPassword,
                "must have at least 8 characters, not only blanks, and at most 72 bytes");
        String country = fields.optional(
                "country_code",
                text -> COUNTRIES.contains(text.toUpperCase(Locale.ROOT)),
                "must be a country's two letters in ISO 3166-1");
        String logo = fields.optional(
                "logo",
                text -> Text.Validator.fits(text, 0, MAX_LOGO),
                "must have at most 255 characters without control characters");
        fields.check();
        return new NewCompany(
                username,
                name,
                contact,
                ocppReady,
                password,
                country == null ? null : CiString.of(country.toUpperCase(Locale.ROOT)),
                logo == null || logo.isBlank() ? null : logo);
    }

    /**
     * The logo, if the text is an http or https URL; one with user information is not, because it would be published.
     * OCPI wants a type, so a URL that does not tell it is taken to be of a JPEG.
     */
    @Nullable
    Image image() {
        if (logo == null) {
            return null;
        }
        try {
            URI uri = new URI(logo);
            if (uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || !logo.chars().allMatch(c -> c < 0x80)
                    || !WEB.contains(String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT))) {
                return null;
            }
            return new Image(logo, null, ImageCategory.OPERATOR, type(uri.getRawPath()), null, null, Map.of());
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** The text if it is no such URL, most likely the name of the file that the company will upload. */
    @Nullable
    String expectedLogo() {
        return image() == null ? logo : null;
    }

    private static CiString type(String path) {
        Matcher ending = ENDING.matcher(path);
        String type = ending.find() ? ending.group(1).toLowerCase(Locale.ROOT) : JPEG;
        return CiString.of(type.equals("jpg") ? JPEG : type);
    }

    /** Whether a text has none of those characters that make it look like another, or its surroundings garbled. */
    private static boolean isVisible(String text) {
        return text.codePoints()
                .map(Character::getType)
                .noneMatch(type -> type == Character.CONTROL || type == Character.FORMAT);
    }

    private static boolean isUsername(String text) {
        return Text.Validator.fits(text, 1, 64)
                && text.codePoints()
                        .noneMatch(
                                c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || !Character.isDefined(c))
                && isVisible(text);
    }

    private static boolean isPassword(String text) {
        return !text.isBlank() && text.codePoints().count() >= MIN_PASSWORD && BackOfficePasswords.fits(text);
    }

    /** The password is left out: this may end up in logs. */
    @Override
    public String toString() {
        return "NewCompany[" + username + "]";
    }
}
