package io.qbank.exposure.counter.tally;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@link Tally} as bytes, in blocks that fit a record: about five bytes an item, where a record of its own would take
 * seventy. A block is a sequence of sections, each with its day; the order and the cuts carry no meaning.
 */
public final class TallyBlocks {
    /** Items a block: 15 bytes each at most, so that a block stays far below a broker's limit of a megabyte. */
    static final int MAX_ITEMS = 20_000;

    private static final int FORMAT = 1;
    private static final int ITEMS = 1;
    private static final int SESSIONS = 2;
    private static final int OUTCOMES = 3;

    private TallyBlocks() {}

    /** Everything in the tally; no block at all when it is empty. */
    public static List<byte[]> of(Tally tally) {
        Blocks blocks = new Blocks();
        tally.days().forEach((day, counted) -> {
            vector(blocks, SESSIONS, day, counted.sessions());
            vector(blocks, OUTCOMES, day, counted.outcomes());
            items(blocks, day, counted);
        });
        return blocks.finish();
    }

    /** Adds a block to a tally. */
    public static void add(byte[] block, Tally tally) {
        Unpacker in = new Unpacker(block);
        int format = in.raw();
        if (format != FORMAT) throw new IllegalStateException("a block of counts has the unknown format " + format);
        while (in.hasMore()) {
            int section = in.raw();
            Tally.Day day = tally.on(in.small());
            int entries = in.small();
            for (int i = 0; i < entries; i++) {
                switch (section) {
                    case ITEMS -> day.item(in.number(), in.small(), in.signed());
                    case SESSIONS -> day.session(in.small(), in.signed());
                    case OUTCOMES -> day.outcome(in.small(), in.signed());
                    default -> throw new IllegalStateException("a block of counts has the unknown section " + section);
                }
            }
        }
    }

    private static void vector(Blocks blocks, int section, int day, long[] slots) {
        int entries = 0;
        for (long slot : slots) if (slot != 0) entries++;
        if (entries == 0) return;
        Packer out = blocks.open(entries).raw(section).number(day).number(entries);
        for (int i = 0; i < slots.length; i++) if (slots[i] != 0) out.number(i).signed(slots[i]);
    }

    private static void items(Blocks blocks, int day, Tally.Day counted) {
        ItemSections sections = new ItemSections(blocks, day, counted.items().size());
        counted.items().forEach(sections::add);
    }

    /** Items of one day, in sections that fit a block. */
    private static final class ItemSections {
        private final Blocks blocks;
        private final int day;
        private Packer out;
        private int room;
        private int left;

        ItemSections(Blocks blocks, int day, int left) {
            this.blocks = blocks;
            this.day = day;
            this.left = left;
            out = blocks.current;
        }

        void add(long question, int version, long count) {
            if (room == 0) {
                room = Math.min(left, MAX_ITEMS);
                out = blocks.open(room).raw(ITEMS).number(day).number(room);
            }
            out.number(question).number(version).signed(count);
            room--;
            left--;
        }
    }

    /** Fills one block after the other. */
    private static final class Blocks {
        private final List<byte[]> done = new ArrayList<>();
        private Packer current = new Packer(256).raw(FORMAT);
        private int entries;

        Packer open(int more) {
            if (entries > 0 && entries + more > MAX_ITEMS) close();
            entries += more;
            return current;
        }

        List<byte[]> finish() {
            if (entries > 0) close();
            return done;
        }

        private void close() {
            done.add(current.toBytes());
            current = new Packer(256).raw(FORMAT);
            entries = 0;
        }
    }
}
