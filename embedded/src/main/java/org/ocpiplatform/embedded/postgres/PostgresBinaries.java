package org.ocpiplatform.embedded.postgres;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.ocpiplatform.embedded.DataDirectory;
import org.ocpiplatform.embedded.EmbeddedStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs for this operating system, unpacked from the class path into a directory of their own. */
record PostgresBinaries(Path directory) {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);
    private static final String PREFIX = "bin-";
    static final boolean WINDOWS = operatingSystem().equals("windows");
    static final boolean MACOS = operatingSystem().equals("darwin");

    /**
     * Unpacks the programs unless the same ones are there already. They live inside the data directory, whose lock
     * leaves nobody to unpack at the same time, and where no cleaner of temporary files removes them. Unpacking takes
     * seconds, so what the user has unpacked for another data directory is linked, or else copied, from a cache.
     */
    static PostgresBinaries unpack(Path home) {
        JarURLConnection archive = archive();
        String name = PREFIX + checksum(archive);
        Path directory = home.resolve(name);
        if (!Files.isDirectory(directory)) {
            Path unfinished = home.resolve(PREFIX + "unfinished");
            try {
                delete(unfinished);
                if (!linked(archive, name, unfinished)) {
                    delete(unfinished);
                    extract(archive, unfinished);
                }
                DataDirectory.moveDurably(unfinished, directory);
            } catch (IOException e) {
                throw new EmbeddedStoreException(
                        "PostgreSQL cannot be unpacked into %s (%s): check free space and permissions there."
                                .formatted(home, EmbeddedStoreException.reason(e)),
                        e);
            }
        }
        return new PostgresBinaries(directory);
    }

    /** Links the programs from the cache, which is filled before; false if there can be none, as without a home. */
    private static boolean linked(JarURLConnection archive, String name, Path target) {
        Path cache = cache();
        Path cached = cache.resolve(name);
        Path unfinished = cache.resolve(name + "-" + ProcessHandle.current().pid());
        try {
            if (!Files.isDirectory(cached)) {
                Files.createDirectories(cache);
                extract(archive, unfinished);
                try {
                    Files.move(unfinished, cached, StandardCopyOption.ATOMIC_MOVE);
                } catch (FileSystemException e) {
                    // Another process was faster.
                    delete(unfinished);
                }
            }
            link(cached, target);
            return true;
        } catch (IOException | SecurityException e) {
            LOG.debug("PostgreSQL is not taken from the cache {}", cached, e);
            return false;
        }
    }

    private static Path cache() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path caches = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return caches.resolve("ocpi-platform");
    }

    private static void link(Path source, Path target) throws IOException {
        try (Stream<Path> tree = Files.walk(source)) {
            for (Path path : tree.toList()) {
                Path linked = target.resolve(source.relativize(path));
                if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(linked);
                } else if (Files.isSymbolicLink(path)) {
                    Files.createSymbolicLink(linked, Files.readSymbolicLink(path));
                } else {
                    linkOrCopy(path, linked);
                }
            }
        }
    }

    private static void linkOrCopy(Path file, Path linked) throws IOException {
        try {
            Files.createLink(linked, file);
        } catch (FileSystemException | UnsupportedOperationException e) {
            // Another file system, or one without links.
            Files.copy(file, linked, StandardCopyOption.COPY_ATTRIBUTES);
            force(linked);
        }
    }

    Path program(String name) {
        return directory.resolve("bin").resolve(WINDOWS ? name + ".exe" : name);
    }

    /** Removes what earlier releases of the platform unpacked. */
    void deleteOthers() throws IOException {
        try (Stream<Path> siblings = Files.list(directory.resolveSibling("."))) {
            for (Path sibling : siblings.map(Path::normalize).toList()) {
                if (sibling.getFileName().toString().startsWith(PREFIX) && !sibling.equals(directory)) {
                    delete(sibling);
                }
            }
        }
    }

    private static String operatingSystem() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "darwin" : name;
    }

    private static JarURLConnection archive() {
        String architecture = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            case String other -> other;
        };
        String name = "/postgres-%s-%s.txz".formatted(operatingSystem(), architecture);
        URL archive = PostgresBinaries.class.getResource(name);
        if (archive == null) {
            throw new EmbeddedStoreException(
                    "No PostgreSQL is bundled for %s on %s: set ocpi.event-store.url to an external PostgreSQL."
                            .formatted(operatingSystem(), architecture));
        }
        try {
            return (JarURLConnection) archive.openConnection();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** As the jar has it, since reading 15 MB at each start only to know their name would take long. */
    private static String checksum(JarURLConnection archive) {
        try {
            JarEntry entry = archive.getJarEntry();
            return "%08x%08x".formatted(entry.getCrc(), entry.getSize());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static EmbeddedStoreException unreadable(IOException reason) {
        return new EmbeddedStoreException(
                "The bundled PostgreSQL cannot be read (%s): check the application's own files."
                        .formatted(EmbeddedStoreException.reason(reason)),
                reason);
    }

    private static void extract(JarURLConnection archive, Path target) throws IOException {
        List<Future<Path>> forced = new ArrayList<>();
        // Many threads, because the file system joins their requests to force into far fewer writes.
        try (ExecutorService threads = Executors.newFixedThreadPool(32);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive.getInputStream()))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.resolve("..").normalize());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                    continue;
                }
                Files.copy(tar, path);
                if ((entry.getMode() & 0100) != 0 && !path.toFile().setExecutable(true)) {
                    throw new IOException("cannot make " + path + " executable");
                }
                forced.add(threads.submit(() -> force(path)));
            }
            for (Future<Path> file : forced) {
                file.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    // A power failure must not leave a complete-looking directory with empty files.
    private static Path force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return file;
    }

    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
