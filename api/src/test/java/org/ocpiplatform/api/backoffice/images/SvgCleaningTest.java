package org.ocpiplatform.api.backoffice.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of shapes. */
@Timeout(60)
class SvgCleaningTest {

    private static final String BEGIN =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"";

    private final ImageReading reading = new ImageReading();

    @Test
    void aDrawingStaysWhatItIs() throws Exception {
        String content = "<title>A &amp; B</title><defs><linearGradient id=\"a\"><stop offset=\"0\" stop-color=\"red\">"
                + "</stop></linearGradient></defs>"
                + "<g transform=\"translate(1 2) scale(.5)\" style=\"fill:url(#a);stroke:rgb(1,2,3)\">"
                + "<path d=\"M0,0 L10,10z\" fill=\"url('#a')\"></path><use xlink:href=\"#a\"></use>"
                + "<text x=\"1\">Hi <tspan>there</tspan></text>"
                + "<image href=\"data:image/png;base64,iVBORw0KGgo=\"></image></g>";

        UsableImage image = reading.read((BEGIN + " viewBox=\"0 0 10 10\">" + content + "</svg>").getBytes());

        assertThat(image.format()).isEqualTo(ImageFormat.SVG);
        assertThat(image.thumbnail()).isNull();
        assertThat(text(image)).isEqualTo(BEGIN + " viewBox=\"0 0 10 10\">" + content + "</svg>");
    }

    @Test
    void whatIsCleanStaysSo() throws Exception {
        UsableImage once = reading.read(TestImages.svg(
                "width=\"10\" height=\"10\"", "<style>.a > .b{fill:#fff}</style><text>&lt;x&gt;\n</text><a><g/></a>"));
        assertThat(text(reading.read(once.content()))).isEqualTo(text(once));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<SCRIPT>alert(1)</SCRIPT>",
                "<script xlink:href='https://evil.example/x.js'/>",
                "<g><svg><script>alert(1)</script></svg></g>",
                "<rect onload='alert(1)' onclick='alert(1)'/>",
                "<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' src='javascript:alert(1)'/></foreignObject>",
                "<switch><foreignObject><p>alert(1)</p></foreignObject></switch>",
                "<a xlink:href='javascript:alert(1)'><text>x</text></a>",
                "<a href='https://evil.example'><text>x</text></a>",
                "<use xlink:href='https://evil.example/x.svg#a'/>",
                "<use href='data:image/svg+xml;base64,PHN2Zy8+#x'/>",
                "<use href=' java\tscript:alert(1)'/>",
                "<image href='https://evil.example/track.png'/>",
                "<image href='data:image/svg+xml;base64,PHN2Zy8+'/>",
                "<image href='data:text/html;base64,PHN2Zy8+'/>",
                "<feImage href='https://evil.example/track.png'/>",
                "<animate attributeName='href' to='javascript:alert(1)'/>",
                "<set attributeName='onclick' to='alert(1)'/>",
                "<style>@import url(https://evil.example/x.css);</style>",
                "<style>@import 'https://evil.example/x.css'</style>",
                "<style>rect{background:url(https://evil.example/x)}</style>",
                "<style>rect{fill:ur\\6c(https://evil.example/x)}</style>",
                "<style>rect{fill:url/**/(https://evil.example/x)}</style>",
                "<style>rect{background:image-set('https://evil.example/x' 1x)}</style>",
                "<style>@font-face{font-family:x;src:url(https://evil.example/x)}</style>",
                "<style>rect{width:expression(alert(1))}</style>",
                "<style><![CDATA[rect{fill:url(//evil.example/x)}]]></style>",
                "<style>rect{behavior:url(#evil)}</style>",
                "<rect style='fill:url(https://evil.example/x)'/>",
                "<rect style='fill:u\\72l(https://evil.example/x)'/>",
                "<rect fill='url( &quot;https://evil.example/x&quot;)'/>",
                "<rect filter='url(//evil.example/x#a)' mask=' URL (https://evil.example/)'/>",
                "<rect fill='URL(https://evil.example/x)'/>",
                "<metadata><x:y xmlns:x='evil'>alert(1)</x:y></metadata>",
                "<x:script xmlns:x='http://www.w3.org/2000/svg'>alert(1)</x:script>",
                "<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>",
                "<handler>alert(1)</handler><listener/><iframe src='https://evil.example'/>",
                "<?xml-stylesheet href='https://evil.example/x.css'?>",
                "<!-- <script>alert(1)</script> evil -->",
                "<rect xml:base='https://evil.example/'/>",
                "<text>ok</text><video xmlns='http://www.w3.org/1999/xhtml' src='https://evil.example'/>"
            })
    void whatCouldRunOrLoadIsLeftOut(String hostile) throws Exception {
        String clean = text(reading.read((BEGIN + ">" + hostile + "<circle r=\"1\"/></svg>").getBytes()));

        assertThat(clean).startsWith(BEGIN).endsWith("<circle r=\"1\"></circle></svg>");
        assertThat(clean.substring(BEGIN.length()))
                .doesNotContain(
                        "alert", "://", "evil", "script", "on", "<a", "data:", "@", "\\", "<?", "<!", "expression")
                .doesNotContainIgnoringCase("foreignobject");
    }

    @Test
    void theRestOfAStyleSheetStays() throws Exception {
        assertThat(text(reading.read(TestImages.svg(
                        "", "<style>/* x */@import url(https://evil.example/x.css);.a{fill:url(#b)}</style>"))))
                .contains(".a{fill:url(#b)}")
                .doesNotContain("import", "evil");
    }

    @Test
    void instructionsAroundTheRootAreLeftOut() throws Exception {
        String clean = text(reading.read(("\uFEFF<?xml version=\"1.0\"?>\n"
                        + "<?xml-stylesheet href=\"https://evil.example/x.css\"?><!-- evil -->"
                        + "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">"
                        + BEGIN + " onload=\"evil()\"/><!-- evil --><?evil?>")
                .getBytes(StandardCharsets.UTF_8)));
        assertThat(clean).isEqualTo(BEGIN + "></svg>");
    }

    @Test
    void otherEncodingsAreReadAndBecomeUtf8() throws Exception {
        String svg = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + BEGIN + "><text>é</text></svg>";
        assertThat(text(reading.read(svg.getBytes(StandardCharsets.UTF_16))))
                .isEqualTo(BEGIN + "><text>é</text></svg>");
    }

    @Test
    void entitiesOfItsOwnAreRefused() {
        refused("""
                <!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
                <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>
                <svg xmlns="http://www.w3.org/2000/svg"><text>&d;</text></svg>
                """, "is no well-formed XML");
        refused("""
                <!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>
                <svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>
                """, "is no well-formed XML");
        refused("""
                <!DOCTYPE svg [<!ENTITY x "evil">]>
                <svg xmlns="http://www.w3.org/2000/svg"><rect id="&x;"/></svg>
                """, "is no well-formed XML");
        refused("""
                <!DOCTYPE svg [<!ENTITY x "evil">]>
                <svg xmlns="http://www.w3.org/2000/svg"><style>&x;</style></svg>
                """, "is no well-formed XML");
    }

    @Test
    void nothingIsFetched() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://localhost:" + server.getAddress().getPort() + "/x.dtd";
            reading.read(("<!DOCTYPE svg SYSTEM \"" + url + "\">" + BEGIN + "/>").getBytes());
            reading.read(("<!DOCTYPE svg [<!ENTITY % p SYSTEM \"" + url + "\"> %p;]>" + BEGIN
                            + " xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"" + url + "\"/></svg>")
                    .getBytes());
        } finally {
            server.stop(0);
        }
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html/> | is XML, but no SVG",
                "<svg/> | is XML, but no SVG",
                "<html xmlns='http://www.w3.org/1999/xhtml'><svg xmlns='http://www.w3.org/2000/svg'/></html> | is XML, but no SVG",
                "<svg | is no well-formed XML",
                "<svg xmlns='http://www.w3.org/2000/svg'><g></svg> | is no well-formed XML",
                "<svg xmlns='http://www.w3.org/2000/svg'/>x | is no well-formed XML",
                "<!DOCTYPE html><html><body> | is XML, but no SVG"
            })
    void otherXmlIsNoImage(String content, String message) {
        refused(content, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "width='40' height='30' | 40 | 30",
                "width='40.6px' height=' 30px ' viewBox='0 0 1 1' | 41 | 30",
                "viewBox='-1 -1.5e1 24 12.4' | 24 | 12",
                "viewBox='0,0,24,12' width='100%' height='100%' | 24 | 12",
                "width='100%' height='5' | |",
                "width='0' height='5' | |",
                "width='999999' height='5' | |",
                "viewBox='0 0 99999.9 1' | |",
                "viewBox='none' | |"
            })
    void theSizeIsWhatItSays(String attributes, Integer width, Integer height) throws Exception {
        UsableImage image = reading.read(TestImages.svg(attributes, ""));
        assertThat(image.width()).isEqualTo(width);
        assertThat(image.height()).isEqualTo(height);
    }

    @Test
    void depthAndNumberAreBounded() {
        refused(BEGIN + ">" + "<g>".repeat(70) + "</g>".repeat(70) + "</svg>", "has more than");
        refused(BEGIN + ">" + "<g/>".repeat(60_000) + "</svg>", "has more than");
        refused(BEGIN + ">" + "<use href='#a'/>".repeat(1_001) + "</svg>", "uses its parts more than");
        refused(BEGIN + ">" + "<x>".repeat(1_000_000), "is no well-formed XML");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "(", "/*", "@import ", "@font-face{", "url(", "a:", "\\", "a(", " (", "a a", "((a"})
    void largeStylesTakeNoLongTime(String repeated) {
        String styles = repeated.repeat(2_000_000 / repeated.length());
        byte[] content = (BEGIN + "><style>" + styles + "</style><rect style=\"a:" + styles + "\"/></svg>").getBytes();
        assertTimeout(Duration.ofSeconds(10), () -> reading.read(content));
    }

    private static String text(UsableImage image) {
        return new String(image.content(), StandardCharsets.UTF_8);
    }

    private void refused(String content, String message) {
        assertThatExceptionOfType(UnusableImageException.class)
                .isThrownBy(() -> reading.read(content.getBytes(StandardCharsets.UTF_8)))
                .withMessageStartingWith(message);
    }
}
