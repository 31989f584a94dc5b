package io.qbank.exposure.demo.chaos;

import io.qbank.exposure.demo.chaos.world.Instance;
import io.qbank.exposure.demo.chaos.world.Service;
import io.qbank.exposure.demo.chaos.world.ShiftedClock;
import io.qbank.exposure.demo.chaos.world.World;
import io.qbank.exposure.devkit.ChildProcess;
import io.qbank.exposure.devkit.TcpProxy;
import java.time.Duration;
import java.util.List;

/** Brings the faults about, and ends them. One thread. */
final class Breaker {
    private static final long SLOW_MILLIS = 100;
    private static final int BROKERS = 3;
    /** How far one service's clock jumps, by the fault's size. */
    private static final List<Duration> JUMPS = List.of(
            Duration.ofSeconds(-90),
            Duration.ofMinutes(7),
            Duration.ofHours(-1),
            Duration.ofHours(6),
            Duration.ofHours(-6),
            Duration.ofHours(25),
            Duration.ofDays(-2),
            Duration.ofDays(3));

    private final World world;
    private final BankFaults bank;
    private final ItemFaults items;

    Breaker(World world) {
        this.world = world;
        this.bank = new BankFaults(world::superuserUrl);
        this.items = new ItemFaults(world.kafka());
    }

    /** A fault that has begun: whom it hit, and how it ends. */
    record Broken(String target, Runnable end) {
        static Broken of(String target) {
            return new Broken(target, () -> {});
        }
    }

    Broken begin(Fault fault) {
        return switch (fault.kind()) {
            case KILL_COUNTER -> killed(one(Service.EXPOSURE_COUNTER, fault));
            case KILL_CALIBRATOR -> killed(one(Service.CALIBRATOR, fault));
            case KILL_API -> killed(one(Service.COMMAND_API, fault));
            case STOP_COUNTER -> stopped(one(Service.EXPOSURE_COUNTER, fault));
            case STOP_CALIBRATOR -> stopped(one(Service.CALIBRATOR, fault));
            case STOP_API -> stopped(one(Service.COMMAND_API, fault));
            case KILL_BROKER -> broker(1 + fault.target() % BROKERS);
            case KILL_LEADER -> broker(world.kafka().leader("events.qbank"));
            case KILL_CONTROLLER -> broker(world.kafka().controller());
            case CUT_KAFKA -> network("Kafka", world.kafka().proxies(), true);
            case SLOW_KAFKA -> network("Kafka", world.kafka().proxies(), false);
            case CUT_POSTGRES -> network("PostgreSQL", List.of(world.bankProxy()), true);
            case SLOW_POSTGRES -> network("PostgreSQL", List.of(world.bankProxy()), false);
            case KILL_POSTGRES -> postgres();
            case DISK_FULL -> diskFull();
            case CLOCK_JUMP -> clockJump(fault);
            case SLOT_DROPPED -> done("the relay's slot", bank::dropSlot);
            case SLOT_LOST -> slotLost();
            case CDC_STOPPED -> cdcStopped();
            case ITEMS_EMPTIED -> done("exposure.items", items::empty);
            case ITEMS_TOMBSTONED -> done("exposure.items", items::tombstone);
        };
    }

    private Instance one(Service service, Fault fault) {
        return world.fleet().of(service).get(fault.target());
    }

    private static Broken done(String target, Runnable work) {
        work.run();
        return Broken.of(target);
    }

    private static Broken killed(Instance instance) {
        instance.kill();
        return Broken.of(instance.name());
    }

    private static Broken stopped(Instance instance) {
        instance.suspend();
        return new Broken(instance.name(), instance::resume);
    }

    private Broken broker(int node) {
        world.kafka().kill(node);
        return new Broken("broker " + node, () -> world.kafka().restart(node));
    }

    private static Broken network(String name, List<TcpProxy> proxies, boolean cut) {
        proxies.forEach(proxy -> {
            if (cut) proxy.cut();
            else proxy.slow(SLOW_MILLIS);
        });
        return new Broken("network to " + name, () -> proxies.forEach(TcpProxy::heal));
    }

    private Broken postgres() {
        world.killPostgres();
        return new Broken("PostgreSQL", world::restartPostgres);
    }

    private Broken diskFull() {
        Instance writer = world.fleet().of(Service.EXPOSURE_COUNTER).get(0);
        ChildProcess process = writer.process();
        world.disk().fill(process);
        // state is written in memory first and to disk minutes later: who starts needs room at once
        if (world.disk().outlivesItsWriter()) writer.kill();
        return new Broken(writer.name(), () -> world.disk().free(process));
    }

    private Broken clockJump(Fault fault) {
        Instance instance = world.fleet().all().get(fault.target());
        Duration jump = JUMPS.get(fault.size());
        ShiftedClock.shift(instance.clock(), jump.toMillis());
        return new Broken(instance.name() + " by " + jump, () -> ShiftedClock.shift(instance.clock(), 0));
    }

    private Broken slotLost() {
        List<Instance> both = world.fleet().of(Service.CALIBRATOR);
        both.forEach(Instance::holdDown);
        return during("the relay's slot", bank::loseSlot, () -> both.forEach(Instance::letUp));
    }

    private Broken cdcStopped() {
        List<Instance> both = world.fleet().of(Service.CALIBRATOR);
        both.forEach(Instance::suspend);
        return during("both calibrators", bank::changeControls, () -> both.forEach(Instance::resume));
    }

    /** What is done while somebody is away; when it cannot be done, he comes back at once. */
    private static Broken during(String target, Runnable work, Runnable end) {
        try {
            work.run();
        } catch (RuntimeException failed) {
            end.run();
            throw failed;
        }
        return new Broken(target, end);
    }
}
