package dev.stanch.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionsTest {
    /** Each as the GNU assembler makes it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "90", // nop
                "48b88877665544332211", // movabs $0x1122334455667788,%rax
                "b8e8000000", // mov $0xe8,%eax
                "66c74424103412", // movw $0x1234,0x10(%rsp)
                "48c7442408e8000000", // movq $0xe8,0x8(%rsp)
                "41c6042401", // movb $1,(%r12)
                "488b1d44332211", // mov 0x11223344(%rip),%rbx
                "488b54cc10", // mov 0x10(%rsp,%rcx,8),%rdx
                "488b14cd44332211", // mov 0x11223344(,%rcx,8),%rdx
                "64488b0c25f8ffffff", // mov %fs:-8,%rcx
                "f0480fb111", // lock cmpxchg %rdx,(%rcx)
                "f60001", // testb $1,(%rax)
                "f70000100000", // testl $0x1000,(%rax)
                "f710", // notl (%rax)
                "a855", // test $0x55,%al
                "486bd864", // imul $100,%rax,%rbx
                "4869d845230100", // imul $0x12345,%rax,%rbx
                "48c1e003", // shl $3,%rax
                "7500", // jne
                "0f85fa010000", // jne
                "e8fb020000", // call
                "e9fb020000", // jmp
                "6845230100", // push $0x12345
                "c8080000", // enter $8,$0
                "c3", // ret
                "c20800", // ret $8
                "a08877665544332211", // movabs 0x1122334455667788,%al
                "660f70d1e8", // pshufd $0xe8,%xmm1,%xmm2
                "660f3a610f0c", // pcmpestri $12,(%rdi),%xmm1
                "660f3800d1", // pshufb %xmm1,%xmm2
                "480fc8", // bswap %rax
                "480fbae005", // bt $5,%rax
                "440f117c2440", // movups %xmm15,0x40(%rsp)
                "c5fe6f06", // vmovdqu (%rsi),%ymm0
                "c5fd70d1e8", // vpshufd $0xe8,%ymm1,%ymm2
                "c4e26d00d9", // vpshufb %ymm1,%ymm2,%ymm3
                "c4e375381001", // vinserti128 $1,(%rax),%ymm1,%ymm2
                "c5f877", // vzeroupper
                "62f1fe486f4801", // vmovdqu64 0x40(%rax),%zmm1
                "62f36d4825d9e8", // vpternlogd $0xe8,%zmm1,%zmm2,%zmm3
                "f348ab", // rep stos
                "c7f8fa020000", // xbegin
                "0f0b", // ud2
                "f30f1efa", // endbr64
                "66053412", // add $0x1234,%ax
                "660f1f0400", // nopw (%rax,%rax,1)
            })
    void lengthOfAnInstruction(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        byte[] more = Arrays.copyOf(bytes, bytes.length + 15);
        assertThat(AmdInstruction.length(more, 0, more.length)).isEqualTo(bytes.length);
        assertThat(AmdInstruction.length(bytes, 0, bytes.length)).isEqualTo(bytes.length);
        for (int end = 1; end < bytes.length; end++) {
            assertThat(AmdInstruction.length(bytes, 0, end)).isEqualTo(-1);
        }
    }

    @Test
    void aCallInsideOfAnotherInstructionIsNone() {
        // movq $0x2e8,0x8(%rsp); call +0x2fb; lea 0x10(%rip),%rax; vpshufd $0xe8,%ymm1,%ymm2
        byte[] code =
                HexFormat.of()
                        .parseHex(
                                "48c7442408e8020000"
                                        + "e8fb020000"
                                        + "488d0510000000"
                                        + "c5fd70d1e8");
        assertThat(Instructions.references(ElfFile.AMD64, code, code.length, 0x40_1000))
                .containsExactly(
                        new Instructions.Reference(9, 0x40_1000 + 14 + 0x2fb, true),
                        new Instructions.Reference(14, 0x40_1000 + 21 + 0x10, false));
    }

    @Test
    void callsAndAddressesOfArm64() {
        // adrp x0, +0x3000; add x0, x0, #0x540; bl -8; adrp x1, -0x1000; add x2, x1, #8
        byte[] code =
                HexFormat.of()
                        .parseHex(
                                "00 00 00 b0 00 00 15 91 fe ff ff 97 e1 ff ff f0 22 20 00 91"
                                        .replace(" ", ""));
        assertThat(Instructions.references(ElfFile.ARM64, code, code.length, 0x1_1000))
                .containsExactly(
                        new Instructions.Reference(4, 0x1_2540, false),
                        new Instructions.Reference(8, 0x1_1000, true),
                        new Instructions.Reference(16, 0x1_0008, false));
    }

    @Test
    void anyBytesAreWalkedToTheEnd() {
        Random random = new Random(20261124);
        int calls = 0;
        for (int round = 0; round < 2_000; round++) {
            byte[] code = new byte[random.nextInt(200)];
            random.nextBytes(code);
            for (int machine : new int[] {ElfFile.AMD64, ElfFile.ARM64}) {
                for (Instructions.Reference reference :
                        Instructions.references(machine, code, code.length, 0)) {
                    assertThat(reference.offset()).isBetween(0, code.length - 4);
                    calls += reference.call() ? 1 : 0;
                }
            }
        }
        assertThat(calls).isGreaterThan(100);
    }
}
