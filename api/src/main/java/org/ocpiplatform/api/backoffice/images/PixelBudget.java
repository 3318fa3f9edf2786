package org.ocpiplatform.api.backoffice.images;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ocpiplatform.contract.Rejection;

/** Bounds how many pixels are decoded at a time, because some decoders hold all of an image in memory. */
final class PixelBudget {

    private static final long PATIENCE_SECONDS = 30;
    private static final int PIXELS_OF_A_UNIT = 1_000_000;

    private final int all;
    private final Semaphore units;

    PixelBudget(long pixels) {
        this.all = units(pixels);
        this.units = new Semaphore(all, true);
    }

    /** Work on an image that must be ended by {@link #close()}. */
    final class Share implements AutoCloseable {

        private final int taken;

        private Share(int taken) {
            this.taken = taken;
        }

        @Override
        public void close() {
            units.release(taken);
        }
    }

    /**
     * Waits until so many pixels may be decoded.
     *
     * @throws Rejection if others take too long
     */
    Share take(long pixels) {
        int wanted = Math.min(all, units(pixels));
        try {
            if (!units.tryAcquire(wanted, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new Rejection(Rejection.Code.UNAVAILABLE, "too many images are read at the same time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Rejection(Rejection.Code.UNAVAILABLE, "the platform is stopping");
        }
        return new Share(wanted);
    }

    private static int units(long pixels) {
        return Math.toIntExact((pixels + PIXELS_OF_A_UNIT - 1) / PIXELS_OF_A_UNIT);
    }
}
