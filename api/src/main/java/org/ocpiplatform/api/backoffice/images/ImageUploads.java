package org.ocpiplatform.api.backoffice.images;

import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.ocpiplatform.api.EdgeSettings;
import org.ocpiplatform.api.backoffice.BackOfficeSettings;
import org.ocpiplatform.api.http.Refusal;
import org.ocpiplatform.contract.Rejection;
import org.ocpiplatform.contract.images.ImageName;
import org.ocpiplatform.contract.images.ImageStore;
import org.ocpiplatform.ocpi.CiString;
import org.ocpiplatform.ocpi.types.Image;
import org.ocpiplatform.ocpi.types.ImageCategory;
import org.ocpiplatform.ocpi.validation.Invalid;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Takes the files of one request, all of them or none. */
@Component
final class ImageUploads {

    private static final Logger LOG = LoggerFactory.getLogger(ImageUploads.class);
    private static final int AT_A_TIME = 4;
    private static final long PATIENCE_SECONDS = 60;

    private final ImageReading reading;
    private final ImageStore store;
    private final EdgeSettings edge;
    private final int maxBytes;

    /** Requests whose files are in memory. */
    private final Semaphore slots = new Semaphore(AT_A_TIME, true);

    ImageUploads(ImageReading reading, ImageStore store, EdgeSettings edge, BackOfficeSettings settings) {
        this.reading = reading;
        this.store = store;
        this.edge = edge;
        this.maxBytes = settings.maxImageBytes();
    }

    /**
     * Stores images, then sends the command that makes something refer to them. If the command is refused, they are
     * deleted; if it is not known whether it was carried out, they stay.
     *
     * @param name of the parts, for messages
     * @return what the command answers
     * @throws Rejection if a file cannot be taken, or the command is refused; the message names the file by its number,
     *     from 1, if there are several
     */
    <R> R upload(String name, List<Part> files, ImageCategory category, Function<List<Image>, R> command) {
        List<ImageName> stored = new ArrayList<>();
        List<Image> images = new ArrayList<>();
        enter();
        try {
            for (UsableImage image : readable(name, files)) {
                images.add(keep(image, category, stored));
            }
        } catch (RuntimeException e) {
            forget(stored);
            throw e;
        } finally {
            slots.release();
        }
        try {
            return command.apply(images);
        } catch (Rejection e) {
            if (e.code() != Rejection.Code.UNAVAILABLE) {
                forget(stored);
            }
            throw e;
        } catch (Invalid e) {
            forget(stored);
            throw e;
        }
    }

    private void enter() {
        try {
            if (!slots.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Rejection(Rejection.Code.UNAVAILABLE, "too many images are uploaded at the same time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Rejection(Rejection.Code.UNAVAILABLE, "the platform is stopping");
        }
    }

    private List<UsableImage> readable(String name, List<Part> files) {
        List<UsableImage> images = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String file = files.size() == 1 ? name : name + ": file " + (i + 1);
            if (files.get(i).getSize() > maxBytes) {
                throw tooLarge(file);
            }
            try (InputStream in = files.get(i).getInputStream()) {
                UsableImage image = reading.read(in.readAllBytes());
                if (image.content().length > maxBytes) {
                    throw tooLarge(file);
                }
                images.add(image);
            } catch (UnusableImageException e) {
                throw Rejection.invalid(file + " " + e.getMessage());
            } catch (IOException e) {
                throw new Refusal(HttpStatus.BAD_REQUEST, file + " cannot be read");
            }
        }
        return images;
    }

    private Rejection tooLarge(String file) {
        return Rejection.invalid(file + " is larger than " + maxBytes + " bytes");
    }

    private Image keep(UsableImage image, ImageCategory category, List<ImageName> stored) {
        // Whoever knows one image must not be able to guess another.
        String id = UUID.randomUUID().toString();
        String url = store(new ImageName(id + "." + image.format().type()), image.content(), stored);
        String thumbnail = Optional.ofNullable(image.thumbnail())
                .map(small ->
                        store(new ImageName(id + "-small." + small.format().type()), small.content(), stored))
                .orElse(null);
        return new Image(
                url, thumbnail, category, CiString.of(image.format().type()), image.width(), image.height(), Map.of());
    }

    private String store(ImageName name, byte[] content, List<ImageName> stored) {
        stored.add(name);
        store.store(name, content);
        return edge.url(ImagesController.PATH + "/" + name);
    }

    /** What cannot be deleted is left behind, which does no harm. */
    private void forget(List<ImageName> stored) {
        for (ImageName name : stored) {
            try {
                store.delete(name);
            } catch (RuntimeException e) {
                LOG.warn("The image {} is stored although nothing refers to it", name, e);
            }
        }
    }
}
