package org.ocpiplatform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ocpiplatform.ocpi.locations.Locations.aLocation;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.ocpiplatform.ocpi.json.OcpiJson;
import org.ocpiplatform.simulator.PartnerRole;
import org.ocpiplatform.simulator.Settings;
import org.ocpiplatform.simulator.Simulator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Logos and photos, from the upload to partners. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UploadsE2E {

    private static final String APPLICATION = "Bearer an-application-token-for-tests";
    private static final String LOGO = "/ocpi/cpo/2.2/cpo/upload";
    private static final String PHOTOS = "/2.2/locations/photos/uploads";
    private static final String LOCATIONS = "/ocpi/cpo/2.3.0/locations";
    private static final String[] SETTINGS = {
        "--ocpi.sync.enabled=false",
        "--ocpi.backoffice.application-token=an-application-token-for-tests",
        "--ocpi.backoffice.admin.username=root",
        "--ocpi.backoffice.admin.password=a-password-for-root"
    };
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path dataDir;

    private static RunningPlatform platform;
    private static Simulator emsp;
    private static String cpoToken;
    private static String partnerToken;
    private static String owner;
    private static String admin;
    private static byte[] png;

    /** Of images that were uploaded. */
    private static final List<String> URLS = new ArrayList<>();

    /** A file in a request. */
    private record Part(String name, String filename, byte[] content) {}

    @BeforeAll
    static void start() throws Exception {
        platform = RunningPlatform.start(dataDir, SETTINGS);
        register("up", "Uploads");
        register("other", "Other");
        owner = logIn("up", "a-password");
        admin = logIn("root", "a-password-for-root");
        cpoToken = platform.provisionToken("CPO", "NL", "UPL");
        partnerToken = platform.provisionToken("EMSP", "DE", "ASK");
        Http other = platform.provision("CPO", "NL", "OTH");
        emsp = Simulator.start(Settings.of(PartnerRole.EMSP, "DE", "ABC"));
        platform.provision(emsp);
        png = image("png", 640, 480);
        put(platform.partner(cpoToken), "UPL", "LOC-1");
        put(platform.partner(cpoToken), "UPL", "Both");
        put(other, "OTH", "Theirs");
        put(other, "OTH", "Both");
    }

    @AfterAll
    static void stop() throws Exception {
        platform.close();
        emsp.close();
    }

    @Test
    @Order(1)
    void aLogoIsToldToPartnersWhoAsk() throws Exception {
        succeeded(upload(LOGO, owner, new Part("cpo_logo", "logo.txt", png)));

        JsonNode logo = role("UPL").at("/business_details/logo");
        assertThat(logo.get("category").asString()).isEqualTo("OPERATOR");
        assertThat(logo.get("type").asString()).isEqualTo("png");
        assertThat(logo.get("width").asInt()).isEqualTo(640);
        assertThat(logo.get("height").asInt()).isEqualTo(480);
        assertThat(role("OTH").at("/business_details").has("logo")).isFalse();
        assertThat(download(logo.get("url").asString()).body()).isEqualTo(png);
        HttpResponse<byte[]> thumbnail = download(logo.get("thumbnail").asString());
        assertThat(ImageIO.read(new ByteArrayInputStream(thumbnail.body())).getWidth())
                .isEqualTo(320);
        URLS.add(logo.get("url").asString());
        URLS.add(logo.get("thumbnail").asString());

        byte[] svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='8' onload='alert(1)'><g/></svg>"
                .getBytes(StandardCharsets.UTF_8);
        succeeded(upload(LOGO, owner, new Part("cpo_logo", "logo.png", svg)));
        JsonNode next = role("UPL").at("/business_details/logo");
        assertThat(next.get("type").asString()).isEqualTo("svg");
        HttpResponse<byte[]> served = download(next.get("url").asString());
        assertThat(new String(served.body(), StandardCharsets.UTF_8))
                .contains("<g>")
                .doesNotContain("onload");
        assertThat(served.headers().firstValue("Content-Type")).hasValue("image/svg+xml");
        assertThat(served.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(served.headers().allValues("Cache-Control")).containsExactly("max-age=31536000, public, immutable");
        assertThat(download(URLS.getFirst()).statusCode()).isEqualTo(200);
        URLS.add(next.get("url").asString());
    }

    @Test
    @Order(2)
    void photosAreAddedToTheLocationAndPushed() throws Exception {
        JsonNode before = location("UPL", "LOC-1");
        succeeded(upload(
                PHOTOS,
                owner,
                new Part("location_photos", "a.png", png),
                new Part("location_id", null, "loc-1".getBytes(StandardCharsets.UTF_8)),
                new Part("location_photos", "b.jpg", image("jpeg", 400, 800))));

        JsonNode after = location("UPL", "LOC-1");
        assertThat(instant(after)).isAfter(instant(before));
        assertThat(after.get("images").size()).isEqualTo(before.path("images").size() + 2);
        JsonNode first = after.get("images").get(after.get("images").size() - 2);
        JsonNode second = after.get("images").get(after.get("images").size() - 1);
        assertThat(first.get("category").asString()).isEqualTo("LOCATION");
        assertThat(first.get("type").asString()).isEqualTo("png");
        assertThat(second.get("type").asString()).isEqualTo("jpeg");
        assertThat(second.get("height").asInt()).isEqualTo(800);
        for (JsonNode photo : List.of(first, second)) {
            assertThat(download(photo.get("url").asString()).statusCode()).isEqualTo(200);
            assertThat(download(photo.get("thumbnail").asString()).statusCode()).isEqualTo(200);
            URLS.add(photo.get("url").asString());
        }
        JsonNode list = platform.partner(partnerToken)
                .get(LOCATIONS + "?date_from=" + after.get("last_updated").asString())
                .data();
        assertThat(list.valueStream().map(each -> each.get("id").asString())).contains("LOC-1");
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(received("LOC-1")).isEqualTo(after.get("images")));

        succeeded(upload(PHOTOS + "?location_id=LOC-1", owner, new Part("location_photos", "c", png)));
        assertThat(location("UPL", "LOC-1").get("images").size())
                .isEqualTo(after.get("images").size() + 1);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(received("LOC-1").size())
                        .isEqualTo(after.get("images").size() + 1));
    }

    @Test
    @Order(3)
    void administratorsAddPhotosToAnyLocation() throws Exception {
        succeeded(upload(PHOTOS + "?location_id=Theirs", admin, new Part("location_photos", "a", png)));
        assertThat(location("OTH", "Theirs").path("images").size()).isPositive();

        refused(
                upload(PHOTOS + "?location_id=Both", admin, new Part("location_photos", "a", png)),
                400,
                "several CPOs");
        refused(upload(LOGO, admin, new Part("cpo_logo", "a", png)), 403, "an administrator has no CPO");
        succeeded(upload(PHOTOS + "?location_id=Both", owner, new Part("location_photos", "a", png)));
        assertThat(location("OTH", "Both").path("images").size())
                .isLessThan(location("UPL", "Both").get("images").size());
    }

    @Test
    @Order(4)
    void whatCannotBeTakenChangesNothing() throws Exception {
        JsonNode location = location("UPL", "LOC-1");
        JsonNode logo = role("UPL");
        long stored = stored();
        Part bad = new Part("cpo_logo", "logo.png", "GIF89a, or so".getBytes(StandardCharsets.UTF_8));
        Part photo = new Part("location_photos", "a", png);
        String known = PHOTOS + "?location_id=LOC-1";

        refused(upload(LOGO, owner, bad), 400, "cpo_logo is truncated or damaged");
        refused(upload(LOGO, owner), 400, "cpo_logo must be exactly one file");
        refused(upload(LOGO, owner, new Part("cpo_logo", "", new byte[0])), 400, "cpo_logo is empty");
        Part good = new Part("cpo_logo", "a", png);
        refused(upload(LOGO, owner, good, good), 400, "cpo_logo must be exactly one file");
        refused(
                upload(LOGO, owner, new Part("cpo_logo", "a", new byte[6_000_000])),
                400,
                "cpo_logo is larger than 5242880 bytes");
        refused(upload(LOGO, owner, new Part("cpo_logo", "a", new byte[40_000_000])), 400, "the request is too large");
        refused(upload(LOGO, "wrong", good), 401, "");
        refused(upload(PHOTOS, "wrong", photo), 401, "");
        refused(
                upload(known, owner, photo, new Part("location_photos", "b", "x".getBytes(StandardCharsets.UTF_8))),
                400,
                "location_photos: file 2 is no PNG");
        refused(upload(known, owner), 400, "location_photos must be 1 to 5 files");
        refused(
                upload(known, owner, photo, photo, photo, photo, photo, photo),
                400,
                "location_photos must be 1 to 5 files");
        refused(upload(PHOTOS, owner, photo), 400, "location_id is missing");
        refused(upload(PHOTOS + "?location_id=NONE", owner, photo), 404, "location is unknown");
        refused(upload(PHOTOS + "?location_id=Theirs", owner, photo), 403, "the location is another CPO's");
        for (String path : List.of(LOGO, PHOTOS)) {
            Http.Answer json = new Http(platform.http().base(), "Bearer " + owner).post(path, "{}");
            assertThat(json.status()).isEqualTo(400);
            assertThat(json.json().get("status").asInt()).isEqualTo(400);
        }

        assertThat(location("UPL", "LOC-1")).isEqualTo(location);
        assertThat(role("UPL")).isEqualTo(logo);
        assertThat(stored()).isEqualTo(stored);
        Http.Answer unknown = platform.http().get("/images/unknown.png");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    @Order(5)
    void aRestartKeepsImages() throws Exception {
        assertThat(URLS).hasSizeGreaterThan(4);
        URI before = URI.create(platform.http().base());
        JsonNode images = location("UPL", "LOC-1").get("images");
        platform.kill();
        List<String> settings = new ArrayList<>(List.of(SETTINGS));
        settings.add("--server.port=" + before.getPort());
        platform = RunningPlatform.start(dataDir, settings.toArray(String[]::new));

        for (String url : URLS) {
            assertThat(download(url).statusCode()).as(url).isEqualTo(200);
        }
        assertThat(download(URLS.getFirst()).body()).isEqualTo(png);
        assertThat(location("UPL", "LOC-1").get("images")).isEqualTo(images);
        assertThat(role("UPL").at("/business_details/logo/type").asString()).isEqualTo("svg");
    }

    private static void register(String username, String name) throws Exception {
        Http.Answer answer = new Http(platform.http().base(), APPLICATION)
                .post("/ocpi/cpo/2.2/register", """
                {"username":"%1$s","cpo_owner_name":"%2$s","contact_name":"Jane","contact_number":"+31 20 1234567",
                 "contact_email":"%1$s@example.com","ocpp_ready":true,"password":"a-password","country_code":"NL"}
                """.formatted(username, name));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private static String logIn(String username, String password) throws Exception {
        Http.Answer answer = new Http(platform.http().base(), APPLICATION)
                .post(
                        "/ocpi/cpo/api/auth/v1/login",
                        "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(username, password));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.data().get("access_token").asString();
    }

    private static void put(Http cpo, String party, String id) throws Exception {
        ObjectNode location = aLocation().withId(id).json();
        location.put("country_code", "NL").put("party_id", party);
        Http.Answer answer = cpo.put(LOCATIONS + "/NL/" + party + "/" + id, location.toString());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    }

    private static JsonNode location(String party, String id) throws Exception {
        Http.Answer answer = platform.partner(partnerToken).get(LOCATIONS + "/NL/" + party + "/" + id);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.data();
    }

    private static Instant instant(JsonNode object) {
        return Instant.parse(object.get("last_updated").asString());
    }

    /** The images of a location at the partner who is pushed to. */
    private static JsonNode received(String id) {
        return emsp.received("locations").stream()
                .filter(location -> location.get("id").asString().equals(id))
                .map(location -> location.path("images"))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode role(String party) throws Exception {
        Http.Answer answer = platform.partner(partnerToken).get("/ocpi/cpo/2.3.0/credentials");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.data()
                .get("roles")
                .valueStream()
                .filter(role -> role.get("party_id").asString().equals(party))
                .findFirst()
                .orElseThrow();
    }

    private static long stored() throws IOException {
        try (Stream<Path> files = Files.list(dataDir.resolve("images"))) {
            return files.count();
        }
    }

    private static HttpResponse<byte[]> download(String url) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
    }

    private static HttpResponse<String> upload(String path, String token, Part... parts) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Part part : parts) {
            body.writeBytes(("--boundary\r\nContent-Disposition: form-data; name=\"" + part.name() + "\""
                            + (part.filename() == null ? "" : "; filename=\"" + part.filename() + "\"")
                            + "\r\nContent-Type: text/plain\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(part.content());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--boundary--\r\n".getBytes(StandardCharsets.UTF_8));
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(platform.http().base() + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "multipart/form-data; boundary=boundary")
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void succeeded(HttpResponse<String> response) {
        assertThat(response.body()).isEqualTo("{\"status\":200,\"data\":[],\"message\":\"Success\"}");
        assertThat(response.statusCode()).isEqualTo(200);
    }

    private static void refused(HttpResponse<String> response, int status, String message) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode answer = OcpiJson.mapper().readTree(response.body());
        assertThat(answer.get("status").asInt()).isEqualTo(status);
        assertThat(answer.get("data").isEmpty()).isTrue();
        assertThat(answer.get("message").asString()).startsWith(message);
    }

    private static byte[] image(String format, int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }
}
