package org.ocpiplatform.api.backoffice.images;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Makes an SVG harmless: parses it without document type and entities, and writes anew what {@link SvgRules} let pass,
 * so that nothing in it runs and nothing outside of it is loaded. Animations are lost. For one file.
 */
final class SvgCleaning {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_ELEMENTS = 50_000;
    private static final int MAX_USES = 1_000;
    private static final String XLINK = "http://www.w3.org/1999/xlink";
    private static final String XML = "http://www.w3.org/XML/1998/namespace";
    private static final Pattern LENGTH = Pattern.compile("\\s*(\\d{1,5}(?:\\.\\d{1,20})?)(?:px)?\\s*");
    private static final Pattern VIEW_BOX = Pattern.compile(
            "\\s*[-+.\\deE]{1,30}[\\s,]+[-+.\\deE]{1,30}[\\s,]+(\\d{1,5}(?:\\.\\d{1,20})?)[\\s,]+(\\d{1,5}(?:\\.\\d{1,20})?)\\s*");

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private int elements;
    private int uses;
    private @Nullable Integer width;
    private @Nullable Integer height;

    /**
     * The harmless image.
     *
     * @throws UnusableImageException if the file is no SVG, or one that is too deep or too large
     */
    UsableImage clean(byte[] content) throws UnusableImageException {
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(content));
            try {
                copy(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            // The parser's own messages quote what was sent.
            throw new UnusableImageException("is no well-formed XML without entities of its own, so no SVG");
        }
        return new UsableImage(ImageFormat.SVG, out.toString().getBytes(StandardCharsets.UTF_8), width, height, null);
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing else is read");
        });
        return factory;
    }

    private void copy(XMLStreamReader reader) throws XMLStreamException, UnusableImageException {
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(reader);
                case XMLStreamConstants.END_ELEMENT -> end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new XMLStreamException("an entity");
                default -> {
                    // Comments, processing instructions and the document type are left out.
                }
            }
        }
    }

    private void start(XMLStreamReader reader) throws XMLStreamException, UnusableImageException {
        if (++elements > MAX_ELEMENTS || open.size() >= MAX_DEPTH) {
            throw new UnusableImageException(
                    "has more than %d elements, or more than %d in one another".formatted(MAX_ELEMENTS, MAX_DEPTH));
        }
        String name = reader.getLocalName();
        boolean svg = SvgRules.NAMESPACE.equals(reader.getNamespaceURI());
        if (open.isEmpty()) {
            if (!svg || !name.equals("svg")) {
                throw new UnusableImageException("is XML, but no SVG");
            }
            size(reader);
        }
        if (svg && SvgRules.isLink(name)) {
            // What a link surrounds is drawn as well.
            open.push("");
            return;
        }
        if (!svg || !SvgRules.allowsElement(name)) {
            skip(reader);
            return;
        }
        if (name.equals("use") && ++uses > MAX_USES) {
            throw new UnusableImageException("uses its parts more than " + MAX_USES + " times");
        }
        if (name.equals("style")) {
            style(reader);
            return;
        }
        out.append('<').append(name);
        if (open.isEmpty()) {
            out.append(" xmlns=\"")
                    .append(SvgRules.NAMESPACE)
                    .append("\" xmlns:xlink=\"")
                    .append(XLINK)
                    .append('"');
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attribute(
                    name,
                    reader.getAttributeNamespace(i),
                    reader.getAttributeLocalName(i),
                    reader.getAttributeValue(i));
        }
        out.append('>');
        open.push(name);
    }

    private void attribute(String element, @Nullable String namespace, String name, String value) {
        String prefix;
        boolean allowed;
        if (namespace == null || namespace.isEmpty()) {
            prefix = "";
            allowed = name.equals("href")
                    ? SvgRules.allowsReference(element, value)
                    : SvgRules.allowsAttribute(name, value);
        } else if (namespace.equals(XLINK)) {
            prefix = "xlink:";
            allowed = name.equals("href") && SvgRules.allowsReference(element, value);
        } else {
            prefix = "xml:";
            allowed = namespace.equals(XML) && (name.equals("space") || name.equals("lang"));
        }
        if (allowed) {
            out.append(' ').append(prefix).append(name).append("=\"");
            escape(value);
            out.append('"');
        }
    }

    private void end() {
        String name = open.pop();
        if (!name.isEmpty()) {
            out.append("</").append(name).append('>');
        }
    }

    private void text(String text) {
        String parent = open.peek();
        if (parent != null && SvgRules.hasText(parent)) {
            escape(text);
        }
    }

    private void style(XMLStreamReader reader) throws XMLStreamException {
        StringBuilder rules = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> rules.append(reader.getText());
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new XMLStreamException("an entity");
                default -> {
                    // As everywhere.
                }
            }
        }
        String harmless = SvgRules.harmlessStyleSheet(rules.toString());
        if (!harmless.isBlank()) {
            out.append("<style>");
            escape(harmless);
            out.append("</style>");
        }
    }

    private static void skip(XMLStreamReader reader) throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            int event = reader.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    /** The size in pixels: what the root says, or else how large its coordinates are; none if both are silent. */
    private void size(XMLStreamReader root) {
        Matcher across = LENGTH.matcher(valueOf(root, "width"));
        Matcher down = LENGTH.matcher(valueOf(root, "height"));
        if (across.matches() && down.matches()) {
            setSize(across.group(1), down.group(1));
            return;
        }
        Matcher box = VIEW_BOX.matcher(valueOf(root, "viewBox"));
        if (box.matches()) {
            setSize(box.group(1), box.group(2));
        }
    }

    private void setSize(String across, String down) {
        int wide = (int) Math.round(Double.parseDouble(across));
        int high = (int) Math.round(Double.parseDouble(down));
        if (wide > 0 && high > 0 && wide <= RasterReading.MAX_SIDE && high <= RasterReading.MAX_SIDE) {
            width = wide;
            height = high;
        }
    }

    private static String valueOf(XMLStreamReader element, String attribute) {
        String value = element.getAttributeValue(null, attribute);
        return value == null ? "" : value;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\t' -> out.append("&#9;");
                case '\n' -> out.append("&#10;");
                case '\r' -> out.append("&#13;");
                default -> out.append(c);
            }
        }
    }
}
