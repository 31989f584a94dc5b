package io.qbank.exposure.counter.store;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * All stores of the process share one block cache, and what they have not written yet is part of it: by default each store
 * would take up to a hundred megabytes for itself.
 */
public final class BoundedRocks implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 64L << 20;
    private static final long UNWRITTEN_BYTES = 32L << 20;
    private static final long BUFFER_BYTES = 8L << 20;
    private static final int BLOOM_BITS = 10;
    private static final Shared SHARED = Shared.create();

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(SHARED.cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        // most sessions that are looked up are new: the filter answers without reading
        table.setFilterPolicy(SHARED.bloom);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(SHARED.unwritten);
        options.setWriteBufferSize(BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    @Override
    public void close(String store, Options options) {
        // what is shared outlives each store
    }

    private record Shared(Cache cache, WriteBufferManager unwritten, BloomFilter bloom) {
        static Shared create() {
            RocksDB.loadLibrary();
            Cache cache = new LRUCache(CACHE_BYTES);
            return new Shared(cache, new WriteBufferManager(UNWRITTEN_BYTES, cache), new BloomFilter(BLOOM_BITS));
        }
    }
}
