package org.ocpiplatform.api.backoffice.images;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What of SVG only draws. All else is left out, because a list of what is dangerous would never be complete. */
final class SvgRules {

    static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private static final Set<String> ELEMENTS = words("""
            svg g defs symbol use title desc switch style
            path rect circle ellipse line polyline polygon text tspan textPath image
            linearGradient radialGradient stop clipPath mask pattern marker filter
            feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
            feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur
            feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
            """);

    private static final Set<String> TEXT = words("text tspan textPath title desc");

    private static final Set<String> REFERRING =
            words("use textPath linearGradient radialGradient pattern filter image");

    private static final Set<String> ATTRIBUTES = words("""
            id class style transform width height x y x1 x2 y1 y2 cx cy r rx ry fx fy fr dx dy d points
            viewBox preserveAspectRatio version overflow clip
            pathLength rotate textLength lengthAdjust startOffset method spacing side
            fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin
            stroke-miterlimit stroke-dasharray stroke-dashoffset color opacity display visibility paint-order
            color-interpolation color-interpolation-filters color-rendering shape-rendering text-rendering
            image-rendering vector-effect mix-blend-mode isolation enable-background
            font-family font-size font-size-adjust font-stretch font-style font-variant font-weight
            letter-spacing word-spacing text-anchor text-decoration dominant-baseline alignment-baseline
            baseline-shift direction unicode-bidi writing-mode
            offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod
            clip-path clip-rule clipPathUnits mask maskUnits maskContentUnits mask-type
            patternUnits patternContentUnits patternTransform
            marker-start marker-mid marker-end markerUnits markerWidth markerHeight refX refY orient
            filter filterUnits primitiveUnits filterRes in in2 result type values mode operator k1 k2 k3 k4
            tableValues slope intercept amplitude exponent order kernelMatrix divisor bias targetX targetY edgeMode
            preserveAlpha kernelUnitLength surfaceScale diffuseConstant specularConstant specularExponent
            limitingConeAngle pointsAtX pointsAtY pointsAtZ z azimuth elevation scale xChannelSelector
            yChannelSelector stdDeviation radius baseFrequency numOctaves seed stitchTiles
            flood-color flood-opacity lighting-color systemLanguage requiredFeatures
            """);

    private static final Set<String> FUNCTIONS = words("""
            url rgb rgba hsl hsla calc matrix translate translatex translatey scale scalex scaley rotate skewx skewy
            not is where nth-child nth-of-type nth-last-child nth-last-of-type
            """);

    private static final Pattern FONT_OR_IMPORT = Pattern.compile(
            "@(?:import|charset|namespace)[^;{}@]*+;|@font-face\\s*+\\{[^{}@]*+}", Pattern.CASE_INSENSITIVE);
    private static final Pattern FRAGMENT = Pattern.compile("#[^\\s\"'()<>\\\\]{1,200}");
    private static final Pattern EMBEDDED =
            Pattern.compile("data:image/(?:png|jpe?g|gif);base64,[A-Za-z0-9+/=\\s]*+", Pattern.CASE_INSENSITIVE);

    private SvgRules() {}

    static boolean allowsElement(String name) {
        return ELEMENTS.contains(name);
    }

    static boolean isLink(String element) {
        return element.equals("a");
    }

    /** Whether text inside of an element is shown or read. */
    static boolean hasText(String element) {
        return TEXT.contains(element);
    }

    /** Whether an attribute without namespace, other than href, may stay. */
    static boolean allowsAttribute(String name, String value) {
        return ATTRIBUTES.contains(name) && isHarmless(value);
    }

    /** Whether an element may refer to that: to a part of the same image, or an image to pixels within the address. */
    static boolean allowsReference(String element, String target) {
        String address = target.strip();
        return REFERRING.contains(element)
                && (FRAGMENT.matcher(address).matches()
                        || (element.equals("image") && EMBEDDED.matcher(address).matches()));
    }

    /** A style sheet without fonts and imports; nothing of it if it would load anything else. */
    static String harmlessStyleSheet(String rules) {
        String own = FONT_OR_IMPORT.matcher(withoutComments(rules, " ")).replaceAll(" ");
        return own.indexOf('@') < 0 && own.indexOf('<') < 0 && isHarmless(own) ? own : "";
    }

    /** Whether a value calls only functions that compute, and refers to parts of the same image alone. */
    private static boolean isHarmless(String value) {
        if (value.indexOf('(') < 0 && value.indexOf('\\') < 0 && value.indexOf(':') < 0) {
            return true;
        }
        String plain = withoutComments(value, "").toLowerCase(Locale.ROOT);
        if (plain.indexOf('\\') >= 0
                || plain.contains("javascript:")
                || plain.contains("behavior")
                || plain.contains("binding")) {
            return false;
        }
        for (int at = plain.indexOf('('); at >= 0; at = plain.indexOf('(', at + 1)) {
            String function = wordBefore(plain, at);
            if (!function.isEmpty() && !FUNCTIONS.contains(function)) {
                return false;
            }
            if (function.equals("url") && !beginsWithHash(plain, at + 1)) {
                return false;
            }
        }
        return true;
    }

    private static String withoutComments(String css, String instead) {
        StringBuilder plain = new StringBuilder();
        int at = 0;
        for (int begin = css.indexOf("/*"); begin >= 0; begin = css.indexOf("/*", at)) {
            plain.append(css, at, begin).append(instead);
            int end = css.indexOf("*/", begin + 2);
            if (end < 0) {
                // A comment that is not closed goes on to the end.
                return plain.toString();
            }
            at = end + 2;
        }
        return plain.append(css, at, css.length()).toString();
    }

    private static String wordBefore(String text, int end) {
        int last = end;
        while (last > 0 && Character.isWhitespace(text.charAt(last - 1))) {
            last--;
        }
        int first = last;
        while (first > 0
                && (Character.isLetterOrDigit(text.charAt(first - 1)) || "-_".indexOf(text.charAt(first - 1)) >= 0)) {
            first--;
        }
        return text.substring(first, last);
    }

    private static boolean beginsWithHash(String text, int from) {
        int at = from;
        while (at < text.length() && (Character.isWhitespace(text.charAt(at)) || "\"'".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at < text.length() && text.charAt(at) == '#';
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }
}
