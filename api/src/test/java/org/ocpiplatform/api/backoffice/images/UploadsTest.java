package org.ocpiplatform.api.backoffice.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ocpiplatform.api.BackOfficeTest;
import org.ocpiplatform.api.MemoryImages;
import org.ocpiplatform.api.TestEdge;
import org.ocpiplatform.api.backoffice.BackOfficePaths;
import org.ocpiplatform.contract.MessageOrigin;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.backoffice.CpoOwnerCommand.SetLogo;
import org.ocpiplatform.contract.locations.LocationCommand.AddImages;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.ocpi.locations.Location;
import org.ocpiplatform.ocpi.types.Image;
import org.ocpiplatform.ocpi.types.ImageCategory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockPart;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMultipartHttpServletRequestBuilder;
import tools.jackson.databind.node.ObjectNode;

/** Logos and photos as they are sent, and what becomes of them. */
class UploadsTest extends BackOfficeTest {

    private static final byte[] PNG = TestImages.png(20, 10);
    private static final byte[] SVG = TestImages.svg("width=\"5\" height=\"6\"", "<script/>");

    @Autowired
    private MemoryImages images;

    private String owner;

    @BeforeEach
    void aCompanyWithALocation() {
        images.clear();
        platform.company("jane", "hash");
        owner = logIn("NL", "ABC").access();
        platform.location(location("ABC", "LOC-1"));
        platform.location(location("TWO", "Theirs"));
        platform.location(location("ABC", "Both"));
        platform.location(location("TWO", "Both"));
    }

    @Test
    void aLogoIsStoredAndSet() {
        succeeded(perform(logo(owner, file("cpo_logo", "evil.exe", PNG))));

        SetLogo command = (SetLogo) platform.commands.getLast().getPayload();
        assertThat(command.cpoOwnerId().value()).isEqualTo("id-of-company");
        Image logo = command.logo();
        assertThat(logo.category()).isEqualTo(ImageCategory.OPERATOR);
        assertThat(logo.type()).hasToString("png");
        assertThat(List.of(logo.width(), logo.height())).containsExactly(20, 10);
        assertThat(logo.url()).matches("https://ocpi\\.example\\.com/images/[0-9a-f-]{36}\\.png");
        assertThat(logo.thumbnail()).matches("https://ocpi\\.example\\.com/images/[0-9a-f-]{36}-small\\.png");
        assertThat(platform.commands.getLast().getMetaData())
                .containsEntry(MessageOrigin.COUNTRY_CODE, "NL")
                .containsEntry(MessageOrigin.PARTY_ID, "ABC")
                .containsEntry(MessageOrigin.USER_ID, "user-of-NL-ABC");
        assertThat(platform.awaited.getLast().projection()).isEqualTo("cpo_owners");
        assertThat(served(logo.url()).getResponse().getContentAsByteArray()).isEqualTo(PNG);
        assertThat(served(logo.thumbnail())).hasStatusOk();
    }

    @Test
    void anSvgIsStoredHarmless() throws Exception {
        succeeded(perform(logo(owner, file("cpo_logo", "logo.png", SVG))));

        Image logo = ((SetLogo) platform.commands.getLast().getPayload()).logo();
        assertThat(logo.type()).hasToString("svg");
        assertThat(logo.thumbnail()).isNull();
        assertThat(List.of(logo.width(), logo.height())).containsExactly(5, 6);
        MvcTestResult served = served(logo.url());
        assertThat(served).hasContentType("image/svg+xml");
        assertThat(served.getResponse().getContentAsString())
                .startsWith("<svg ")
                .doesNotContain("script");
    }

    @Test
    void aLogoIsExactlyOneFile() {
        refused(perform(logo(owner)), 400, "cpo_logo must be exactly one file");
        refused(
                perform(logo(owner, file("cpo_logo", "a", PNG), file("cpo_logo", "b", PNG))),
                400,
                "cpo_logo must be exactly one file");
        refused(perform(logo(owner, file("cpo_logo", "", new byte[0]))), 400, "cpo_logo is empty");
        refused(perform(logo(owner, file("logo", "a", PNG))), 400, "cpo_logo must be exactly one file");
        refused(
                perform(logo(owner, file("cpo_logo", "a.png", "GIF8".getBytes()))),
                400,
                "cpo_logo is no PNG, JPEG, GIF or SVG image");
        refused(
                perform(logo(owner, file("cpo_logo", "a.png", new byte[100_001]))),
                400,
                "cpo_logo is larger than 100000 bytes");

        succeeded(perform(logo(owner, file("other", "a", SVG), file("cpo_logo", "a", PNG))));
    }

    @Test
    void otherBodiesAreRefused() {
        refused(perform(post(owner, BackOfficePaths.LOGO, "{}")), 400, "the request must be multipart/form-data");
        refused(perform(post(owner, BackOfficePaths.PHOTOS, "{}")), 400, "the request must be multipart/form-data");
        refused(
                perform(bearer(owner, HttpMethod.POST, BackOfficePaths.LOGO)),
                400,
                "the request must be multipart/form-data");
    }

    @Test
    void whoHasNoCpoHasNoLogo() {
        refused(perform(logo(logInAsAdmin().access(), file("cpo_logo", "a", PNG))), 403, "an administrator has no CPO");
        refused(perform(logo(logIn("NL", "NEW").access(), file("cpo_logo", "a", PNG))), 404, "company is unknown");
    }

    @Test
    void withoutATokenNothingIsRead() {
        failed(perform(logo("wrong", file("cpo_logo", "a", PNG))), 401);
        failed(perform(photos("wrong", "LOC-1", PNG)), 401);
        assertThat(images.names()).isEmpty();
    }

    @Test
    void photosAreAddedInTheirOrder() {
        byte[] jpeg = TestImages.jpeg(400, 30);
        succeeded(perform(photos(owner, "loc-1", PNG, jpeg, SVG, TestImages.gif(3, 4), PNG)));

        AddImages command = (AddImages) platform.commands.getLast().getPayload();
        assertThat(command.locationId()).hasToString("cpo:locations:NL:ABC:LOC-1");
        assertThat(command.at()).isEqualTo(TestEdge.NOW);
        assertThat(command.images())
                .extracting(image -> image.type() + " " + image.width() + "x" + image.height())
                .containsExactly("png 20x10", "jpeg 400x30", "svg 5x6", "gif 3x4", "png 20x10");
        assertThat(command.images()).extracting(Image::category).containsOnly(ImageCategory.LOCATION);
        assertThat(command.images()).extracting(Image::url).doesNotHaveDuplicates();
        assertThat(images.names()).hasSize(9);
        assertThat(served(command.images().get(1).thumbnail())).hasContentType("image/jpeg");
        assertThat(served(command.images().get(3).thumbnail())).hasContentType("image/png");
        assertThat(platform.awaited.getLast().projection()).isEqualTo("locations");
    }

    @Test
    void theLocationMayBeNamedInTheQuery() {
        succeeded(perform(photosAt(BackOfficePaths.PHOTOS + "?location_id=LOC-1", owner, PNG)));
        images.clear();
        platform.commands.clear();
        refused(
                perform(photosAt(BackOfficePaths.PHOTOS + "?location_id=LOC-1", owner, PNG)
                        .part(new MockPart("location_id", "LOC-2".getBytes()))),
                400,
                "location_id must be sent once");
    }

    @Test
    void oneBadFileSpoilsAll() {
        refused(
                perform(photos(owner, "LOC-1", PNG, PNG, "no image".getBytes())),
                400,
                "location_photos: file 3 is no PNG, JPEG, GIF or SVG image");
        refused(perform(photos(owner, "LOC-1", PNG, new byte[0])), 400, "location_photos: file 2 is empty");
        refused(
                perform(photos(owner, "LOC-1", new byte[100_001], PNG)),
                400,
                "location_photos: file 1 is larger than 100000 bytes");
        refused(
                perform(photos(
                        owner,
                        "LOC-1",
                        TestImages.svg("", "&amp;".repeat(10)),
                        TestImages.svg("", "<text>" + "\"".repeat(90_000) + "</text>"))),
                400,
                "location_photos: file 2 is larger than 100000 bytes");
    }

    @Test
    void oneToFivePhotosOfAKnownLocation() {
        refused(perform(photos(owner, "LOC-1")), 400, "location_photos must be 1 to 5 files");
        refused(
                perform(photos(owner, "LOC-1", PNG, PNG, PNG, PNG, PNG, PNG)),
                400,
                "location_photos must be 1 to 5 files");
        refused(perform(photosAt(BackOfficePaths.PHOTOS, owner, PNG)), 400, "location_id is missing");
        refused(perform(photos(owner, " ", PNG)), 400, "location_id is missing");
        refused(perform(photos(owner, "LOC-2", PNG)), 404, "location is unknown");
        refused(perform(photos(owner, "x".repeat(500), PNG)), 404, "location is unknown");
        refused(perform(photos(owner, "Theirs", "no image".getBytes())), 403, "the location is another CPO's");

        succeeded(perform(photos(owner, "both", PNG)));
        assertThat(((AddImages) platform.commands.getLast().getPayload()).locationId())
                .hasToString("cpo:locations:NL:ABC:BOTH");
    }

    @Test
    void administratorsMayAddToAnyLocation() {
        String admin = logInAsAdmin().access();
        succeeded(perform(photos(admin, "theirs", PNG)));
        assertThat(platform.commands.getLast().getMetaData())
                .containsEntry(MessageOrigin.PARTY_ID, "TWO")
                .containsEntry(MessageOrigin.USER_ID, "user-of-null");
        platform.commands.clear();
        images.clear();
        refused(perform(photos(admin, "Both", PNG)), 400, "several CPOs have a location of that location_id");
        refused(perform(photos(admin, "None", PNG)), 404, "location is unknown");
    }

    @Test
    void whatIsRefusedIsNotStored() {
        platform.commandsFailWith(Rejection.invalid("images are too many"));
        MvcTestResult result = perform(photos(owner, "LOC-1", PNG, PNG));
        failed(result, 400);
        assertThat(images.names()).isEmpty();
    }

    @Test
    void whatMayHaveBeenAcceptedStays() {
        platform.commandsFailWith(new Rejection(Rejection.Code.UNAVAILABLE, "no answer in time"));
        failed(perform(photos(owner, "LOC-1", PNG)), 503);
        assertThat(images.names()).hasSize(2);
    }

    @Test
    void aStoreThatFailsLeavesNothing() {
        images.holdOnly(3);
        failed(perform(photos(owner, "LOC-1", PNG, PNG)), 500);
        assertThat(images.names()).isEmpty();
        assertThat(platform.commands).isEmpty();
    }

    @Test
    void anAnswerSaysThatReadsAreBehind() {
        platform.fallBehind();
        MvcTestResult result = perform(photos(owner, "LOC-1", PNG));
        succeeded(result);
        assertThat(result).hasHeader("X-Projection-Behind", "true");
    }

    @Test
    void imagesAreServedToBeKept() {
        succeeded(perform(logo(owner, file("cpo_logo", "a", PNG))));
        String url = ((SetLogo) platform.commands.getLast().getPayload()).logo().url();
        MvcTestResult result = served(url);

        assertThat(result)
                .hasStatusOk()
                .hasContentType("image/png")
                .hasHeader("Cache-Control", "max-age=31536000, public, immutable")
                .hasHeader("X-Content-Type-Options", "nosniff")
                .hasHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .hasHeader("Cross-Origin-Resource-Policy", "cross-origin")
                .doesNotContainHeader("Pragma")
                .doesNotContainHeader("Expires");
        String tag = result.getResponse().getHeader("ETag");
        assertThat(tag).startsWith("\"").endsWith("\"");

        String path = url.substring("https://ocpi.example.com".length());
        assertThat(perform(get(path).header("If-None-Match", tag)))
                .hasStatus(304)
                .hasHeader("ETag", tag);
        assertThat(perform(get(path).header("If-None-Match", "\"other\""))).hasStatusOk();
        MvcTestResult part = perform(get(path).header("Range", "bytes=1-3"));
        assertThat(part).hasStatus(206);
        assertThat(new String(part.getResponse().getContentAsByteArray(), StandardCharsets.ISO_8859_1))
                .isEqualTo("PNG");
    }

    @Test
    void whatIsNoPartOfAnImageIsNotServed() {
        succeeded(perform(logo(owner, file("cpo_logo", "a", PNG))));
        String url = ((SetLogo) platform.commands.getLast().getPayload()).logo().url();
        String path = url.substring("https://ocpi.example.com".length());
        for (String range : List.of("bytes=999999999-", "bytes=0-1,999999999-", "nonsense")) {
            MvcTestResult result = perform(get(path).header("Range", range));
            assertThat(result)
                    .hasStatus(416)
                    .hasHeader("Content-Range", "bytes */" + PNG.length)
                    .hasHeader("Cache-Control", "no-store")
                    .doesNotContainHeader("ETag")
                    .hasContentTypeCompatibleWith("application/problem+json");
            assertThat(result).bodyJson().extractingPath("$.status").isEqualTo(416);
        }
        assertThat(perform(get(path).header("Range", "bytes=999999999-").header("If-None-Match", "*")))
                .hasStatus(304);
        assertThat(perform(get("/images/x.png").header("Range", "bytes=999999999-")))
                .hasStatus(404);
    }

    @Test
    void whoHasAnyVersionHasTheImage() {
        succeeded(perform(logo(owner, file("cpo_logo", "a", PNG))));
        String url = ((SetLogo) platform.commands.getLast().getPayload()).logo().url();
        String path = url.substring("https://ocpi.example.com".length());
        MvcTestResult result = perform(get(path).header("If-None-Match", "*"));
        assertThat(result)
                .hasStatus(304)
                .containsHeader("ETag")
                .hasHeader("Cache-Control", "max-age=31536000, public, immutable");
        assertThat(result.getResponse().getContentAsByteArray()).isEmpty();
        assertThat(perform(get("/images/x.png").header("If-None-Match", "*"))).hasStatus(404);
        assertThat(perform(get(path).header("Accept", "junk"))).hasStatusOk();
    }

    @Test
    void unknownImagesAreProblems() {
        for (String path : List.of("/images/x.png", "/images/x", "/images/x.exe", "/images/X.PNG")) {
            MvcTestResult result = perform(get(path));
            assertThat(result).hasStatus(404).hasContentTypeCompatibleWith("application/problem+json");
            assertThat(result).bodyJson().extractingPath("$.detail").isEqualTo("there is no such image");
        }
    }

    private static Location location(String party, String id) {
        ObjectNode json = aLocation().withId(id).json();
        json.put("party_id", party).put("country_code", "NL");
        return OcpiJson.mapper().treeToValue(json, Location.class);
    }

    private void succeeded(MvcTestResult result) {
        assertThat(result).hasStatusOk().hasContentTypeCompatibleWith("application/json");
        assertThat(text(result)).isEqualTo("{\"status\":200,\"data\":[],\"message\":\"Success\"}");
    }

    private void refused(MvcTestResult result, int status, String message) {
        failed(result, status);
        assertThat(JsonPath.<String>read(text(result), "$.message")).startsWith(message);
        assertThat(images.names()).isEmpty();
        assertThat(platform.commands).isEmpty();
    }

    private MvcTestResult served(String url) {
        return perform(get(url.substring("https://ocpi.example.com".length())));
    }

    private MvcTestResult perform(AbstractMockHttpServletRequestBuilder<?> request) {
        return http.perform(request);
    }

    private static MockPart file(String name, String filename, byte[] content) {
        return new MockPart(name, filename, content);
    }

    private static MockMultipartHttpServletRequestBuilder logo(String token, MockPart... files) {
        MockMultipartHttpServletRequestBuilder request = multipart(BackOfficePaths.LOGO);
        request.header("Authorization", "Bearer " + token);
        return files.length == 0 ? request : request.part(files);
    }

    private static MockMultipartHttpServletRequestBuilder photos(String token, String location, byte[]... files) {
        return photosAt(BackOfficePaths.PHOTOS, token, files)
                .part(new MockPart("location_id", location.getBytes(StandardCharsets.UTF_8)));
    }

    private static MockMultipartHttpServletRequestBuilder photosAt(String path, String token, byte[]... files) {
        MockMultipartHttpServletRequestBuilder request = multipart(path);
        request.header("Authorization", "Bearer " + token);
        for (byte[] file : files) {
            request.part(file("location_photos", "photo.jpg", file));
        }
        return request;
    }
}
