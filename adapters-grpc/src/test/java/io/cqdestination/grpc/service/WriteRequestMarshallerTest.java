package io.cqdestination.grpc.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.cloudquery.plugin.v3.PredicatesGroup;
import io.cloudquery.plugin.v3.Write;
import io.cqdestination.core.failure.DestinationException.InvalidInput;
import io.cqdestination.testkit.arrow.SampleTypes;
import io.cqdestination.testkit.plugin.WriteMessages;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The marshaller against protobuf's own writer and parser. */
class WriteRequestMarshallerTest {
  private static final byte[] UNKNOWN_FIELD = {(byte) 0xF8, 0x07, 1};

  private final WriteRequestMarshaller marshaller = new WriteRequestMarshaller();

  @ParameterizedTest
  @ValueSource(ints = {1, 127, 128, 20_000, 70_000, 3_000_000})
  void theRecordOfAnInsertIsFoundWhereItLies(int size) {
    byte[] record = new byte[size];
    new Random(size).nextBytes(record);

    WriteRequest request = parsed(WriteMessages.insert(record).toByteArray());

    assertThat(request.isInsert()).isTrue();
    assertThat(Arrays.copyOfRange(request.buffer(), request.recordStart(), request.recordEnd()))
        .isEqualTo(record);
  }

  @ParameterizedTest
  @MethodSource("others")
  void otherRequestsAreLeftToTheGeneratedParser(Write.Request message) {
    WriteRequest request = parsed(message.toByteArray());

    assertThat(request.isInsert()).isFalse();
    assertThat(WriteMessageReader.parse(request)).isEqualTo(message);
  }

  static List<Write.Request> others() {
    return List.of(
        Write.Request.getDefaultInstance(),
        WriteMessages.insert(new byte[0]),
        WriteMessages.flush(7),
        WriteMessages.migrate(new byte[] {1, 2, 3}, true),
        WriteMessages.deleteStale("t", "s", Instant.EPOCH),
        WriteMessages.deleteRecord("t", List.of(), List.of()));
  }

  @Test
  void unknownFieldsAreIgnored() {
    byte[] insert = WriteMessages.insert(new byte[] {5}).toByteArray();

    for (byte[] bytes : List.of(joined(UNKNOWN_FIELD, insert), joined(insert, UNKNOWN_FIELD))) {
      WriteRequest request = parsed(bytes);
      assertThat(request.isInsert()).isFalse();
      assertThat(WriteMessageReader.parse(request).getInsert().getRecord())
          .isEqualTo(ByteString.copyFrom(new byte[] {5}));
    }
  }

  @Test
  void theLastOfSeveralMessagesInOneRequestCounts() {
    WriteRequest flushLast =
        parsed(
            joined(
                WriteMessages.insert(new byte[] {5}).toByteArray(),
                WriteMessages.flush(3).toByteArray()));
    WriteRequest insertLast =
        parsed(
            joined(
                WriteMessages.flush(3).toByteArray(),
                WriteMessages.insert(new byte[] {5}).toByteArray()));

    assertThat(WriteMessageReader.parse(flushLast)).isEqualTo(WriteMessages.flush(3));
    assertThat(WriteMessageReader.parse(insertLast))
        .isEqualTo(WriteMessages.insert(new byte[] {5}));
  }

  @Test
  void anInsertSentInPartsIsMerged() {
    byte[] first = WriteMessages.insert(new byte[] {1}).toByteArray();
    byte[] second = WriteMessages.insert(new byte[] {2}).toByteArray();

    WriteRequest request = parsed(joined(first, second));

    assertThat(WriteMessageReader.parse(request)).isEqualTo(WriteMessages.insert(new byte[] {2}));
  }

  @Test
  void aMessageOfUnknownLengthIsReadToItsEnd() {
    byte[] record = new byte[100_000];
    byte[] message = WriteMessages.insert(record).toByteArray();

    WriteRequest request =
        marshaller.parse(
            new ByteArrayInputStream(message) {
              @Override
              public synchronized int available() {
                return 1; // as a decompressing stream says
              }
            });

    assertThat(request.isInsert()).isTrue();
    assertThat(request.recordEnd() - request.recordStart()).isEqualTo(record.length);
  }

  @Test
  void damagedRequestsAreParsedOrRefused() {
    byte[] sound =
        WriteMessages.deleteRecord(
                "t",
                List.of(
                    WriteMessages.group(
                        PredicatesGroup.GroupingType.OR,
                        WriteMessages.equal("c", SampleTypes.text(), "v"))),
                List.of(WriteMessages.relation("c", "p")))
            .toByteArray();
    for (int seed = 0; seed < 5_000; seed++) {
      Random random = new Random(seed);
      byte[] damaged = Arrays.copyOf(sound, 1 + random.nextInt(sound.length));
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
      WriteRequest request = parsed(damaged);
      if (!request.isInsert()) {
        try {
          assertThat(WriteMessageReader.parse(request)).as("seed %d", seed).isNotNull();
        } catch (InvalidInput refused) {
          assertThat(refused).hasMessageStartingWith("the Write request cannot be decoded");
        }
      }
    }
  }

  @Test
  void aRequestThatIsCutShortIsRefused() {
    byte[] cut = Arrays.copyOf(WriteMessages.insert(new byte[10]).toByteArray(), 8);

    assertThatThrownBy(() -> WriteMessageReader.parse(parsed(cut)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("the Write request cannot be decoded");
  }

  @Test
  void aReleasedBufferIsUsedAgain() {
    WriteRequest first = parsed(WriteMessages.insert(new byte[100]).toByteArray());
    byte[] buffer = first.buffer();
    first.release();

    assertThat(parsed(WriteMessages.insert(new byte[200]).toByteArray()).buffer()).isSameAs(buffer);
  }

  private WriteRequest parsed(byte[] message) {
    return marshaller.parse(new ReceivedMessage(message));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(first);
    joined.writeBytes(second);
    return joined.toByteArray();
  }

  /** A message as gRPC hands it over: all of it is there. */
  private static final class ReceivedMessage extends ByteArrayInputStream implements KnownLength {
    private ReceivedMessage(byte[] message) {
      super(message);
    }
  }
}
