package org.ocpiplatform.embedded.mongo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of a store: journal segments in ascending order, and a snapshot that holds the state before the segment
 * of the same number.
 */
record JournalFiles(Path directory) {

    private static final String SEGMENT = "journal-";
    private static final String SNAPSHOT = "snapshot-";
    private static final String UNFINISHED = "unfinished-";

    Path segment(long number) {
        return file(SEGMENT, number);
    }

    Path unfinishedSnapshot(long number) {
        return file(UNFINISHED, number);
    }

    TreeMap<Long, Path> segments() throws IOException {
        return numbered(SEGMENT);
    }

    TreeMap<Long, Path> snapshots() throws IOException {
        return numbered(SNAPSHOT);
    }

    /** From here on the snapshot counts, and nothing before it. */
    void publishSnapshot(long number) throws IOException {
        Files.move(unfinishedSnapshot(number), file(SNAPSHOT, number), StandardCopyOption.ATOMIC_MOVE);
        syncDirectory();
        deleteBefore(number);
    }

    void deleteBefore(long number) throws IOException {
        for (Path path : List.copyOf(snapshots().headMap(number).values())) {
            Files.deleteIfExists(path);
        }
        for (Path path : List.copyOf(segments().headMap(number).values())) {
            Files.deleteIfExists(path);
        }
    }

    void deleteUnfinished() throws IOException {
        for (Path path : numbered(UNFINISHED).values()) {
            Files.deleteIfExists(path);
        }
    }

    void deleteAll() throws IOException {
        deleteUnfinished();
        deleteBefore(Long.MAX_VALUE);
    }

    long size() throws IOException {
        long size = 0;
        for (TreeMap<Long, Path> files : List.of(segments(), snapshots())) {
            for (Path path : files.values()) {
                size += Files.size(path);
            }
        }
        return size;
    }

    /** Makes created, renamed and deleted files survive a crash of the operating system. */
    private void syncDirectory() throws IOException {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("windows")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private Path file(String prefix, long number) {
        return directory.resolve(prefix + String.format(Locale.ROOT, "%012d", number));
    }

    private TreeMap<Long, Path> numbered(String prefix) throws IOException {
        TreeMap<Long, Path> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                String name = path.getFileName().toString();
                if (name.startsWith(prefix)
                        && name.substring(prefix.length()).matches("\\d{12}")
                        && Files.isRegularFile(path)) {
                    files.put(Long.valueOf(name.substring(prefix.length())), path);
                }
            }
        }
        return files;
    }
}
