package org.ocpiplatform.read.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.ocpiplatform.contract.files.PrivateFiles;
import org.ocpiplatform.contract.images.ImageName;
import org.ocpiplatform.contract.images.ImageStore;

/** One file an image, which only this user can read. For a platform of a single node. */
final class DirectoryImageStore implements ImageStore {

    private final Path directory;

    DirectoryImageStore(Path directory) {
        this.directory = directory;
    }

    @Override
    public void store(ImageName name, byte[] content) {
        // No name of an image begins with a dot, so a file that a crash leaves unfinished is never found.
        try {
            PrivateFiles.write(file(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException("the image cannot be stored", e);
        }
    }

    @Override
    public Optional<byte[]> find(ImageName name) {
        try {
            return Optional.of(Files.readAllBytes(file(name)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the image cannot be read", e);
        }
    }

    @Override
    public void delete(ImageName name) {
        try {
            PrivateFiles.delete(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException("the image cannot be deleted", e);
        }
    }

    /** A name holds neither a separator nor a leading dot, so the file lies in the directory itself. */
    private Path file(ImageName name) {
        return directory.resolve(name.value());
    }
}
