import * as $protobuf from "protobufjs";
import Long = require("long");

/** Namespace merlon. */
export namespace merlon {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a ConnectRequest.
         * @deprecated Use merlon.v1.ConnectRequest.$Properties instead.
         */
        interface IConnectRequest extends merlon.v1.ConnectRequest.$Properties {
        }

        /** Represents a ConnectRequest. */
        class ConnectRequest {

            /**
             * Constructs a new ConnectRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ConnectRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConnectRequest seq. */
            seq: number;

            /** ConnectRequest hello. */
            hello: (merlon.v1.Hello|null);

            /** ConnectRequest heartbeat. */
            heartbeat: (merlon.v1.Heartbeat|null);

            /** ConnectRequest domainChunk. */
            domainChunk: (merlon.v1.DomainChunk|null);

            /** ConnectRequest domainDelta. */
            domainDelta: (merlon.v1.DomainDelta|null);

            /** ConnectRequest events. */
            events: (merlon.v1.EventBatch|null);

            /** ConnectRequest commandResult. */
            commandResult: (merlon.v1.CommandResult|null);

            /** ConnectRequest goodbye. */
            goodbye: (merlon.v1.Goodbye|null);

            /** ConnectRequest frame. */
            frame?: ("hello"|"heartbeat"|"domainChunk"|"domainDelta"|"events"|"commandResult"|"goodbye");

            /**
             * Encodes the specified ConnectRequest message. Does not implicitly {@link merlon.v1.ConnectRequest.verify|verify} messages.
             * @param message ConnectRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ConnectRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConnectRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ConnectRequest & merlon.v1.ConnectRequest.$Shape} ConnectRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ConnectRequest & merlon.v1.ConnectRequest.$Shape;
        }

        namespace ConnectRequest {

            /** Properties of a ConnectRequest. */
            interface $Properties {

                /** ConnectRequest seq */
                seq?: number;

                /** ConnectRequest hello */
                hello?: (merlon.v1.Hello.$Properties|null);

                /** ConnectRequest heartbeat */
                heartbeat?: (merlon.v1.Heartbeat.$Properties|null);

                /** ConnectRequest domainChunk */
                domainChunk?: (merlon.v1.DomainChunk.$Properties|null);

                /** ConnectRequest domainDelta */
                domainDelta?: (merlon.v1.DomainDelta.$Properties|null);

                /** ConnectRequest events */
                events?: (merlon.v1.EventBatch.$Properties|null);

                /** ConnectRequest commandResult */
                commandResult?: (merlon.v1.CommandResult.$Properties|null);

                /** ConnectRequest goodbye */
                goodbye?: (merlon.v1.Goodbye.$Properties|null);

                /** ConnectRequest frame */
                frame?: ("hello"|"heartbeat"|"domainChunk"|"domainDelta"|"events"|"commandResult"|"goodbye");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ConnectRequest. */
            type $Shape = {
              seq?: number;
              hello?: merlon.v1.Hello.$Shape|null;
              heartbeat?: merlon.v1.Heartbeat.$Shape|null;
              domainChunk?: merlon.v1.DomainChunk.$Shape|null;
              domainDelta?: merlon.v1.DomainDelta.$Shape|null;
              events?: merlon.v1.EventBatch.$Shape|null;
              commandResult?: merlon.v1.CommandResult.$Shape|null;
              goodbye?: merlon.v1.Goodbye.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ frame?: undefined; hello?: null; heartbeat?: null; domainChunk?: null; domainDelta?: null; events?: null; commandResult?: null; goodbye?: null }|{ frame?: "hello"; hello: merlon.v1.Hello.$Shape; heartbeat?: null; domainChunk?: null; domainDelta?: null; events?: null; commandResult?: null; goodbye?: null }|{ frame?: "heartbeat"; hello?: null; heartbeat: merlon.v1.Heartbeat.$Shape; domainChunk?: null; domainDelta?: null; events?: null; commandResult?: null; goodbye?: null }|{ frame?: "domainChunk"; hello?: null; heartbeat?: null; domainChunk: merlon.v1.DomainChunk.$Shape; domainDelta?: null; events?: null; commandResult?: null; goodbye?: null }|{ frame?: "domainDelta"; hello?: null; heartbeat?: null; domainChunk?: null; domainDelta: merlon.v1.DomainDelta.$Shape; events?: null; commandResult?: null; goodbye?: null }|{ frame?: "events"; hello?: null; heartbeat?: null; domainChunk?: null; domainDelta?: null; events: merlon.v1.EventBatch.$Shape; commandResult?: null; goodbye?: null }|{ frame?: "commandResult"; hello?: null; heartbeat?: null; domainChunk?: null; domainDelta?: null; events?: null; commandResult: merlon.v1.CommandResult.$Shape; goodbye?: null }|{ frame?: "goodbye"; hello?: null; heartbeat?: null; domainChunk?: null; domainDelta?: null; events?: null; commandResult?: null; goodbye: merlon.v1.Goodbye.$Shape })
            );
        }

        /**
         * Properties of a ConnectResponse.
         * @deprecated Use merlon.v1.ConnectResponse.$Properties instead.
         */
        interface IConnectResponse extends merlon.v1.ConnectResponse.$Properties {
        }

        /** Represents a ConnectResponse. */
        class ConnectResponse {

            /**
             * Constructs a new ConnectResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ConnectResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ConnectResponse welcome. */
            welcome: (merlon.v1.Welcome|null);

            /** ConnectResponse ack. */
            ack: (merlon.v1.Ack|null);

            /** ConnectResponse nack. */
            nack: (merlon.v1.Nack|null);

            /** ConnectResponse needFull. */
            needFull: (merlon.v1.NeedFull|null);

            /** ConnectResponse command. */
            command: (merlon.v1.Command|null);

            /** ConnectResponse reconnect. */
            reconnect: (merlon.v1.Reconnect|null);

            /** ConnectResponse frame. */
            frame?: ("welcome"|"ack"|"nack"|"needFull"|"command"|"reconnect");

            /**
             * Encodes the specified ConnectResponse message. Does not implicitly {@link merlon.v1.ConnectResponse.verify|verify} messages.
             * @param message ConnectResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ConnectResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ConnectResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ConnectResponse & merlon.v1.ConnectResponse.$Shape} ConnectResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ConnectResponse & merlon.v1.ConnectResponse.$Shape;
        }

        namespace ConnectResponse {

            /** Properties of a ConnectResponse. */
            interface $Properties {

                /** ConnectResponse welcome */
                welcome?: (merlon.v1.Welcome.$Properties|null);

                /** ConnectResponse ack */
                ack?: (merlon.v1.Ack.$Properties|null);

                /** ConnectResponse nack */
                nack?: (merlon.v1.Nack.$Properties|null);

                /** ConnectResponse needFull */
                needFull?: (merlon.v1.NeedFull.$Properties|null);

                /** ConnectResponse command */
                command?: (merlon.v1.Command.$Properties|null);

                /** ConnectResponse reconnect */
                reconnect?: (merlon.v1.Reconnect.$Properties|null);

                /** ConnectResponse frame */
                frame?: ("welcome"|"ack"|"nack"|"needFull"|"command"|"reconnect");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a ConnectResponse. */
            type $Shape = {
              welcome?: merlon.v1.Welcome.$Shape|null;
              ack?: merlon.v1.Ack.$Shape|null;
              nack?: merlon.v1.Nack.$Shape|null;
              needFull?: merlon.v1.NeedFull.$Shape|null;
              command?: merlon.v1.Command.$Shape|null;
              reconnect?: merlon.v1.Reconnect.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ frame?: undefined; welcome?: null; ack?: null; nack?: null; needFull?: null; command?: null; reconnect?: null }|{ frame?: "welcome"; welcome: merlon.v1.Welcome.$Shape; ack?: null; nack?: null; needFull?: null; command?: null; reconnect?: null }|{ frame?: "ack"; welcome?: null; ack: merlon.v1.Ack.$Shape; nack?: null; needFull?: null; command?: null; reconnect?: null }|{ frame?: "nack"; welcome?: null; ack?: null; nack: merlon.v1.Nack.$Shape; needFull?: null; command?: null; reconnect?: null }|{ frame?: "needFull"; welcome?: null; ack?: null; nack?: null; needFull: merlon.v1.NeedFull.$Shape; command?: null; reconnect?: null }|{ frame?: "command"; welcome?: null; ack?: null; nack?: null; needFull?: null; command: merlon.v1.Command.$Shape; reconnect?: null }|{ frame?: "reconnect"; welcome?: null; ack?: null; nack?: null; needFull?: null; command?: null; reconnect: merlon.v1.Reconnect.$Shape })
            );
        }

        /**
         * Properties of a Hello.
         * @deprecated Use merlon.v1.Hello.$Properties instead.
         */
        interface IHello extends merlon.v1.Hello.$Properties {
        }

        /** Represents a Hello. */
        class Hello {

            /**
             * Constructs a new Hello.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Hello.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Hello protocolMin. */
            protocolMin: number;

            /** Hello protocolMax. */
            protocolMax: number;

            /** Hello agentVersion. */
            agentVersion: string;

            /** Hello capabilities. */
            capabilities: string[];

            /** Hello domains. */
            domains: merlon.v1.DomainHash[];

            /** Hello nodeName. */
            nodeName: string;

            /** Hello bootId. */
            bootId: string;

            /** Hello spoolId. */
            spoolId: string;

            /** Hello agentTime. */
            agentTime: google.protobuf.Timestamp;

            /** Hello degraded. */
            degraded: string[];

            /**
             * Encodes the specified Hello message. Does not implicitly {@link merlon.v1.Hello.verify|verify} messages.
             * @param message Hello message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Hello message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Hello & merlon.v1.Hello.$Shape} Hello
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Hello & merlon.v1.Hello.$Shape;
        }

        namespace Hello {

            /** Properties of a Hello. */
            interface $Properties {

                /** Hello protocolMin */
                protocolMin?: number;

                /** Hello protocolMax */
                protocolMax?: number;

                /** Hello agentVersion */
                agentVersion?: string;

                /** Hello capabilities */
                capabilities?: string[];

                /** Hello domains */
                domains?: merlon.v1.DomainHash.$Properties[];

                /** Hello nodeName */
                nodeName?: string;

                /** Hello bootId */
                bootId?: string;

                /** Hello spoolId */
                spoolId?: string;

                /** Hello agentTime */
                agentTime?: google.protobuf.Timestamp.$Properties;

                /** Hello degraded */
                degraded?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Hello. */
            type $Shape = merlon.v1.Hello.$Properties;
        }

        /**
         * Properties of a DomainHash.
         * @deprecated Use merlon.v1.DomainHash.$Properties instead.
         */
        interface IDomainHash extends merlon.v1.DomainHash.$Properties {
        }

        /** Represents a DomainHash. */
        class DomainHash {

            /**
             * Constructs a new DomainHash.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.DomainHash.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DomainHash domain. */
            domain: string;

            /** DomainHash hash. */
            hash: Uint8Array;

            /**
             * Encodes the specified DomainHash message. Does not implicitly {@link merlon.v1.DomainHash.verify|verify} messages.
             * @param message DomainHash message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.DomainHash.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DomainHash message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.DomainHash & merlon.v1.DomainHash.$Shape} DomainHash
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.DomainHash & merlon.v1.DomainHash.$Shape;
        }

        namespace DomainHash {

            /** Properties of a DomainHash. */
            interface $Properties {

                /** DomainHash domain */
                domain?: string;

                /** DomainHash hash */
                hash?: Uint8Array;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DomainHash. */
            type $Shape = merlon.v1.DomainHash.$Properties;
        }

        /**
         * Properties of a Welcome.
         * @deprecated Use merlon.v1.Welcome.$Properties instead.
         */
        interface IWelcome extends merlon.v1.Welcome.$Properties {
        }

        /** Represents a Welcome. */
        class Welcome {

            /**
             * Constructs a new Welcome.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Welcome.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Welcome protocol. */
            protocol: number;

            /** Welcome collectorVersion. */
            collectorVersion: string;

            /** Welcome capabilities. */
            capabilities: string[];

            /** Welcome sessionEpoch. */
            sessionEpoch: number;

            /** Welcome committedEventSeq. */
            committedEventSeq: number;

            /** Welcome limits. */
            limits: merlon.v1.Limits;

            /** Welcome needFull. */
            needFull: string[];

            /**
             * Encodes the specified Welcome message. Does not implicitly {@link merlon.v1.Welcome.verify|verify} messages.
             * @param message Welcome message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Welcome.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Welcome message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Welcome & merlon.v1.Welcome.$Shape} Welcome
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Welcome & merlon.v1.Welcome.$Shape;
        }

        namespace Welcome {

            /** Properties of a Welcome. */
            interface $Properties {

                /** Welcome protocol */
                protocol?: number;

                /** Welcome collectorVersion */
                collectorVersion?: string;

                /** Welcome capabilities */
                capabilities?: string[];

                /** Welcome sessionEpoch */
                sessionEpoch?: number;

                /** Welcome committedEventSeq */
                committedEventSeq?: number;

                /** Welcome limits */
                limits?: merlon.v1.Limits.$Properties;

                /** Welcome needFull */
                needFull?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Welcome. */
            type $Shape = merlon.v1.Welcome.$Properties;
        }

        /**
         * Properties of a Limits.
         * @deprecated Use merlon.v1.Limits.$Properties instead.
         */
        interface ILimits extends merlon.v1.Limits.$Properties {
        }

        /** Represents a Limits. */
        class Limits {

            /**
             * Constructs a new Limits.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Limits.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Limits maxFrameBytes. */
            maxFrameBytes: number;

            /** Limits maxChunkBytes. */
            maxChunkBytes: number;

            /** Limits maxInflightBytes. */
            maxInflightBytes: number;

            /** Limits maxDomainBytes. */
            maxDomainBytes: number;

            /** Limits heartbeatSeconds. */
            heartbeatSeconds: number;

            /**
             * Encodes the specified Limits message. Does not implicitly {@link merlon.v1.Limits.verify|verify} messages.
             * @param message Limits message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Limits.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Limits message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Limits & merlon.v1.Limits.$Shape} Limits
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Limits & merlon.v1.Limits.$Shape;
        }

        namespace Limits {

            /** Properties of a Limits. */
            interface $Properties {

                /** Limits maxFrameBytes */
                maxFrameBytes?: number;

                /** Limits maxChunkBytes */
                maxChunkBytes?: number;

                /** Limits maxInflightBytes */
                maxInflightBytes?: number;

                /** Limits maxDomainBytes */
                maxDomainBytes?: number;

                /** Limits heartbeatSeconds */
                heartbeatSeconds?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Limits. */
            type $Shape = merlon.v1.Limits.$Properties;
        }

        /**
         * Properties of a Heartbeat.
         * @deprecated Use merlon.v1.Heartbeat.$Properties instead.
         */
        interface IHeartbeat extends merlon.v1.Heartbeat.$Properties {
        }

        /** Represents a Heartbeat. */
        class Heartbeat {

            /**
             * Constructs a new Heartbeat.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Heartbeat.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Heartbeat agentTime. */
            agentTime: google.protobuf.Timestamp;

            /** Heartbeat domains. */
            domains: merlon.v1.DomainHash[];

            /** Heartbeat uptimeSeconds. */
            uptimeSeconds: number;

            /** Heartbeat load1. */
            load1: number;

            /** Heartbeat degraded. */
            degraded: string[];

            /** Heartbeat agentMemoryBytes. */
            agentMemoryBytes: number;

            /** Heartbeat agentCpuSeconds. */
            agentCpuSeconds: number;

            /** Heartbeat memoryTotalBytes. */
            memoryTotalBytes: number;

            /** Heartbeat memoryAvailableBytes. */
            memoryAvailableBytes: number;

            /**
             * Encodes the specified Heartbeat message. Does not implicitly {@link merlon.v1.Heartbeat.verify|verify} messages.
             * @param message Heartbeat message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Heartbeat.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Heartbeat message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Heartbeat & merlon.v1.Heartbeat.$Shape} Heartbeat
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Heartbeat & merlon.v1.Heartbeat.$Shape;
        }

        namespace Heartbeat {

            /** Properties of a Heartbeat. */
            interface $Properties {

                /** Heartbeat agentTime */
                agentTime?: google.protobuf.Timestamp.$Properties;

                /** Heartbeat domains */
                domains?: merlon.v1.DomainHash.$Properties[];

                /** Heartbeat uptimeSeconds */
                uptimeSeconds?: number;

                /** Heartbeat load1 */
                load1?: number;

                /** Heartbeat degraded */
                degraded?: string[];

                /** Heartbeat agentMemoryBytes */
                agentMemoryBytes?: number;

                /** Heartbeat agentCpuSeconds */
                agentCpuSeconds?: number;

                /** Heartbeat memoryTotalBytes */
                memoryTotalBytes?: number;

                /** Heartbeat memoryAvailableBytes */
                memoryAvailableBytes?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Heartbeat. */
            type $Shape = merlon.v1.Heartbeat.$Properties;
        }

        /**
         * Properties of a DomainChunk.
         * @deprecated Use merlon.v1.DomainChunk.$Properties instead.
         */
        interface IDomainChunk extends merlon.v1.DomainChunk.$Properties {
        }

        /** Represents a DomainChunk. */
        class DomainChunk {

            /**
             * Constructs a new DomainChunk.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.DomainChunk.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DomainChunk domain. */
            domain: string;

            /** DomainChunk hash. */
            hash: Uint8Array;

            /** DomainChunk totalBytes. */
            totalBytes: number;

            /** DomainChunk offset. */
            offset: number;

            /** DomainChunk data. */
            data: Uint8Array;

            /** DomainChunk observedTime. */
            observedTime: google.protobuf.Timestamp;

            /**
             * Encodes the specified DomainChunk message. Does not implicitly {@link merlon.v1.DomainChunk.verify|verify} messages.
             * @param message DomainChunk message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.DomainChunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DomainChunk message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.DomainChunk & merlon.v1.DomainChunk.$Shape} DomainChunk
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.DomainChunk & merlon.v1.DomainChunk.$Shape;
        }

        namespace DomainChunk {

            /** Properties of a DomainChunk. */
            interface $Properties {

                /** DomainChunk domain */
                domain?: string;

                /** DomainChunk hash */
                hash?: Uint8Array;

                /** DomainChunk totalBytes */
                totalBytes?: number;

                /** DomainChunk offset */
                offset?: number;

                /** DomainChunk data */
                data?: Uint8Array;

                /** DomainChunk observedTime */
                observedTime?: google.protobuf.Timestamp.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DomainChunk. */
            type $Shape = merlon.v1.DomainChunk.$Properties;
        }

        /**
         * Properties of a DomainDelta.
         * @deprecated Use merlon.v1.DomainDelta.$Properties instead.
         */
        interface IDomainDelta extends merlon.v1.DomainDelta.$Properties {
        }

        /** Represents a DomainDelta. */
        class DomainDelta {

            /**
             * Constructs a new DomainDelta.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.DomainDelta.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DomainDelta domain. */
            domain: string;

            /** DomainDelta fromHash. */
            fromHash: Uint8Array;

            /** DomainDelta toHash. */
            toHash: Uint8Array;

            /** DomainDelta prefixBytes. */
            prefixBytes: number;

            /** DomainDelta suffixBytes. */
            suffixBytes: number;

            /** DomainDelta middle. */
            middle: Uint8Array;

            /** DomainDelta observedTime. */
            observedTime: google.protobuf.Timestamp;

            /**
             * Encodes the specified DomainDelta message. Does not implicitly {@link merlon.v1.DomainDelta.verify|verify} messages.
             * @param message DomainDelta message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.DomainDelta.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DomainDelta message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.DomainDelta & merlon.v1.DomainDelta.$Shape} DomainDelta
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.DomainDelta & merlon.v1.DomainDelta.$Shape;
        }

        namespace DomainDelta {

            /** Properties of a DomainDelta. */
            interface $Properties {

                /** DomainDelta domain */
                domain?: string;

                /** DomainDelta fromHash */
                fromHash?: Uint8Array;

                /** DomainDelta toHash */
                toHash?: Uint8Array;

                /** DomainDelta prefixBytes */
                prefixBytes?: number;

                /** DomainDelta suffixBytes */
                suffixBytes?: number;

                /** DomainDelta middle */
                middle?: Uint8Array;

                /** DomainDelta observedTime */
                observedTime?: google.protobuf.Timestamp.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DomainDelta. */
            type $Shape = merlon.v1.DomainDelta.$Properties;
        }

        /**
         * Properties of an EventBatch.
         * @deprecated Use merlon.v1.EventBatch.$Properties instead.
         */
        interface IEventBatch extends merlon.v1.EventBatch.$Properties {
        }

        /** Represents an EventBatch. */
        class EventBatch {

            /**
             * Constructs a new EventBatch.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.EventBatch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EventBatch spoolId. */
            spoolId: string;

            /** EventBatch events. */
            events: merlon.v1.Event[];

            /**
             * Encodes the specified EventBatch message. Does not implicitly {@link merlon.v1.EventBatch.verify|verify} messages.
             * @param message EventBatch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.EventBatch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EventBatch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.EventBatch & merlon.v1.EventBatch.$Shape} EventBatch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.EventBatch & merlon.v1.EventBatch.$Shape;
        }

        namespace EventBatch {

            /** Properties of an EventBatch. */
            interface $Properties {

                /** EventBatch spoolId */
                spoolId?: string;

                /** EventBatch events */
                events?: merlon.v1.Event.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EventBatch. */
            type $Shape = {
              spoolId?: string;
              events?: merlon.v1.Event.$Shape[];
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of an Event.
         * @deprecated Use merlon.v1.Event.$Properties instead.
         */
        interface IEvent extends merlon.v1.Event.$Properties {
        }

        /** Represents an Event. */
        class Event {

            /**
             * Constructs a new Event.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Event.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Event seq. */
            seq: number;

            /** Event time. */
            time: google.protobuf.Timestamp;

            /** Event gap. */
            gap: (merlon.v1.EventGap|null);

            /** Event flap. */
            flap: (merlon.v1.DomainFlap|null);

            /** Event kind. */
            kind?: ("gap"|"flap");

            /**
             * Encodes the specified Event message. Does not implicitly {@link merlon.v1.Event.verify|verify} messages.
             * @param message Event message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Event.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Event message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Event & merlon.v1.Event.$Shape} Event
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Event & merlon.v1.Event.$Shape;
        }

        namespace Event {

            /** Properties of an Event. */
            interface $Properties {

                /** Event seq */
                seq?: number;

                /** Event time */
                time?: google.protobuf.Timestamp.$Properties;

                /** Event gap */
                gap?: (merlon.v1.EventGap.$Properties|null);

                /** Event flap */
                flap?: (merlon.v1.DomainFlap.$Properties|null);

                /** Event kind */
                kind?: ("gap"|"flap");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an Event. */
            type $Shape = {
              seq?: number;
              time?: google.protobuf.Timestamp.$Shape;
              gap?: merlon.v1.EventGap.$Shape|null;
              flap?: merlon.v1.DomainFlap.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ kind?: undefined; gap?: null; flap?: null }|{ kind?: "gap"; gap: merlon.v1.EventGap.$Shape; flap?: null }|{ kind?: "flap"; gap?: null; flap: merlon.v1.DomainFlap.$Shape })
            );
        }

        /**
         * Properties of an EventGap.
         * @deprecated Use merlon.v1.EventGap.$Properties instead.
         */
        interface IEventGap extends merlon.v1.EventGap.$Properties {
        }

        /** Represents an EventGap. */
        class EventGap {

            /**
             * Constructs a new EventGap.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.EventGap.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EventGap fromSeq. */
            fromSeq: number;

            /** EventGap toSeq. */
            toSeq: number;

            /** EventGap count. */
            count: number;

            /** EventGap reason. */
            reason: string;

            /**
             * Encodes the specified EventGap message. Does not implicitly {@link merlon.v1.EventGap.verify|verify} messages.
             * @param message EventGap message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.EventGap.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EventGap message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.EventGap & merlon.v1.EventGap.$Shape} EventGap
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.EventGap & merlon.v1.EventGap.$Shape;
        }

        namespace EventGap {

            /** Properties of an EventGap. */
            interface $Properties {

                /** EventGap fromSeq */
                fromSeq?: number;

                /** EventGap toSeq */
                toSeq?: number;

                /** EventGap count */
                count?: number;

                /** EventGap reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EventGap. */
            type $Shape = merlon.v1.EventGap.$Properties;
        }

        /**
         * Properties of a DomainFlap.
         * @deprecated Use merlon.v1.DomainFlap.$Properties instead.
         */
        interface IDomainFlap extends merlon.v1.DomainFlap.$Properties {
        }

        /** Represents a DomainFlap. */
        class DomainFlap {

            /**
             * Constructs a new DomainFlap.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.DomainFlap.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DomainFlap domain. */
            domain: string;

            /** DomainFlap hash. */
            hash: Uint8Array;

            /** DomainFlap until. */
            until: google.protobuf.Timestamp;

            /**
             * Encodes the specified DomainFlap message. Does not implicitly {@link merlon.v1.DomainFlap.verify|verify} messages.
             * @param message DomainFlap message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.DomainFlap.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DomainFlap message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.DomainFlap & merlon.v1.DomainFlap.$Shape} DomainFlap
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.DomainFlap & merlon.v1.DomainFlap.$Shape;
        }

        namespace DomainFlap {

            /** Properties of a DomainFlap. */
            interface $Properties {

                /** DomainFlap domain */
                domain?: string;

                /** DomainFlap hash */
                hash?: Uint8Array;

                /** DomainFlap until */
                until?: google.protobuf.Timestamp.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DomainFlap. */
            type $Shape = merlon.v1.DomainFlap.$Properties;
        }

        /**
         * Properties of an Ack.
         * @deprecated Use merlon.v1.Ack.$Properties instead.
         */
        interface IAck extends merlon.v1.Ack.$Properties {
        }

        /** Represents an Ack. */
        class Ack {

            /**
             * Constructs a new Ack.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Ack.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Ack committedSeq. */
            committedSeq: number;

            /** Ack committedEventSeq. */
            committedEventSeq: number;

            /**
             * Encodes the specified Ack message. Does not implicitly {@link merlon.v1.Ack.verify|verify} messages.
             * @param message Ack message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Ack.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Ack message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Ack & merlon.v1.Ack.$Shape} Ack
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Ack & merlon.v1.Ack.$Shape;
        }

        namespace Ack {

            /** Properties of an Ack. */
            interface $Properties {

                /** Ack committedSeq */
                committedSeq?: number;

                /** Ack committedEventSeq */
                committedEventSeq?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Ack. */
            type $Shape = merlon.v1.Ack.$Properties;
        }

        /**
         * Properties of a Nack.
         * @deprecated Use merlon.v1.Nack.$Properties instead.
         */
        interface INack extends merlon.v1.Nack.$Properties {
        }

        /** Represents a Nack. */
        class Nack {

            /**
             * Constructs a new Nack.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Nack.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Nack seq. */
            seq: number;

            /** Nack code. */
            code: number;

            /** Nack reason. */
            reason: string;

            /** Nack message. */
            message: string;

            /**
             * Encodes the specified Nack message. Does not implicitly {@link merlon.v1.Nack.verify|verify} messages.
             * @param message Nack message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Nack.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Nack message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Nack & merlon.v1.Nack.$Shape} Nack
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Nack & merlon.v1.Nack.$Shape;
        }

        namespace Nack {

            /** Properties of a Nack. */
            interface $Properties {

                /** Nack seq */
                seq?: number;

                /** Nack code */
                code?: number;

                /** Nack reason */
                reason?: string;

                /** Nack message */
                message?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Nack. */
            type $Shape = merlon.v1.Nack.$Properties;
        }

        /**
         * Properties of a NeedFull.
         * @deprecated Use merlon.v1.NeedFull.$Properties instead.
         */
        interface INeedFull extends merlon.v1.NeedFull.$Properties {
        }

        /** Represents a NeedFull. */
        class NeedFull {

            /**
             * Constructs a new NeedFull.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.NeedFull.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NeedFull domains. */
            domains: string[];

            /**
             * Encodes the specified NeedFull message. Does not implicitly {@link merlon.v1.NeedFull.verify|verify} messages.
             * @param message NeedFull message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.NeedFull.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NeedFull message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.NeedFull & merlon.v1.NeedFull.$Shape} NeedFull
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.NeedFull & merlon.v1.NeedFull.$Shape;
        }

        namespace NeedFull {

            /** Properties of a NeedFull. */
            interface $Properties {

                /** NeedFull domains */
                domains?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NeedFull. */
            type $Shape = merlon.v1.NeedFull.$Properties;
        }

        /**
         * Properties of a Command.
         * @deprecated Use merlon.v1.Command.$Properties instead.
         */
        interface ICommand extends merlon.v1.Command.$Properties {
        }

        /** Represents a Command. */
        class Command {

            /**
             * Constructs a new Command.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Command.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Command id. */
            id: string;

            /** Command deadline. */
            deadline: google.protobuf.Timestamp;

            /** Command rescan. */
            rescan: (merlon.v1.Rescan|null);

            /** Command kind. */
            kind?: "rescan";

            /**
             * Encodes the specified Command message. Does not implicitly {@link merlon.v1.Command.verify|verify} messages.
             * @param message Command message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Command.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Command message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Command & merlon.v1.Command.$Shape} Command
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Command & merlon.v1.Command.$Shape;
        }

        namespace Command {

            /** Properties of a Command. */
            interface $Properties {

                /** Command id */
                id?: string;

                /** Command deadline */
                deadline?: google.protobuf.Timestamp.$Properties;

                /** Command rescan */
                rescan?: (merlon.v1.Rescan.$Properties|null);

                /** Command kind */
                kind?: "rescan";

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Command. */
            type $Shape = {
              id?: string;
              deadline?: google.protobuf.Timestamp.$Shape;
              rescan?: merlon.v1.Rescan.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ kind?: undefined; rescan?: null }|{ kind?: "rescan"; rescan: merlon.v1.Rescan.$Shape })
            );
        }

        /**
         * Properties of a Rescan.
         * @deprecated Use merlon.v1.Rescan.$Properties instead.
         */
        interface IRescan extends merlon.v1.Rescan.$Properties {
        }

        /** Represents a Rescan. */
        class Rescan {

            /**
             * Constructs a new Rescan.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Rescan.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Rescan domains. */
            domains: string[];

            /**
             * Encodes the specified Rescan message. Does not implicitly {@link merlon.v1.Rescan.verify|verify} messages.
             * @param message Rescan message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Rescan.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Rescan message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Rescan & merlon.v1.Rescan.$Shape} Rescan
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Rescan & merlon.v1.Rescan.$Shape;
        }

        namespace Rescan {

            /** Properties of a Rescan. */
            interface $Properties {

                /** Rescan domains */
                domains?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Rescan. */
            type $Shape = merlon.v1.Rescan.$Properties;
        }

        /**
         * Properties of a CommandResult.
         * @deprecated Use merlon.v1.CommandResult.$Properties instead.
         */
        interface ICommandResult extends merlon.v1.CommandResult.$Properties {
        }

        /** Represents a CommandResult. */
        class CommandResult {

            /**
             * Constructs a new CommandResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.CommandResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CommandResult id. */
            id: string;

            /** CommandResult code. */
            code: number;

            /** CommandResult message. */
            message: string;

            /**
             * Encodes the specified CommandResult message. Does not implicitly {@link merlon.v1.CommandResult.verify|verify} messages.
             * @param message CommandResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.CommandResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CommandResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.CommandResult & merlon.v1.CommandResult.$Shape} CommandResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.CommandResult & merlon.v1.CommandResult.$Shape;
        }

        namespace CommandResult {

            /** Properties of a CommandResult. */
            interface $Properties {

                /** CommandResult id */
                id?: string;

                /** CommandResult code */
                code?: number;

                /** CommandResult message */
                message?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CommandResult. */
            type $Shape = merlon.v1.CommandResult.$Properties;
        }

        /**
         * Properties of a Reconnect.
         * @deprecated Use merlon.v1.Reconnect.$Properties instead.
         */
        interface IReconnect extends merlon.v1.Reconnect.$Properties {
        }

        /** Represents a Reconnect. */
        class Reconnect {

            /**
             * Constructs a new Reconnect.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Reconnect.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Reconnect reason. */
            reason: string;

            /** Reconnect afterMilliseconds. */
            afterMilliseconds: number;

            /** Reconnect spreadMilliseconds. */
            spreadMilliseconds: number;

            /**
             * Encodes the specified Reconnect message. Does not implicitly {@link merlon.v1.Reconnect.verify|verify} messages.
             * @param message Reconnect message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Reconnect.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Reconnect message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Reconnect & merlon.v1.Reconnect.$Shape} Reconnect
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Reconnect & merlon.v1.Reconnect.$Shape;
        }

        namespace Reconnect {

            /** Properties of a Reconnect. */
            interface $Properties {

                /** Reconnect reason */
                reason?: string;

                /** Reconnect afterMilliseconds */
                afterMilliseconds?: number;

                /** Reconnect spreadMilliseconds */
                spreadMilliseconds?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Reconnect. */
            type $Shape = merlon.v1.Reconnect.$Properties;
        }

        /**
         * Properties of a Goodbye.
         * @deprecated Use merlon.v1.Goodbye.$Properties instead.
         */
        interface IGoodbye extends merlon.v1.Goodbye.$Properties {
        }

        /** Represents a Goodbye. */
        class Goodbye {

            /**
             * Constructs a new Goodbye.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Goodbye.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Goodbye reason. */
            reason: string;

            /**
             * Encodes the specified Goodbye message. Does not implicitly {@link merlon.v1.Goodbye.verify|verify} messages.
             * @param message Goodbye message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Goodbye.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Goodbye message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Goodbye & merlon.v1.Goodbye.$Shape} Goodbye
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Goodbye & merlon.v1.Goodbye.$Shape;
        }

        namespace Goodbye {

            /** Properties of a Goodbye. */
            interface $Properties {

                /** Goodbye reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Goodbye. */
            type $Shape = merlon.v1.Goodbye.$Properties;
        }

        /**
         * Properties of an AuditPolicyFact.
         * @deprecated Use merlon.v1.AuditPolicyFact.$Properties instead.
         */
        interface IAuditPolicyFact extends merlon.v1.AuditPolicyFact.$Properties {
        }

        /** Represents an AuditPolicyFact. */
        class AuditPolicyFact {

            /**
             * Constructs a new AuditPolicyFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.AuditPolicyFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AuditPolicyFact file. */
            file: merlon.v1.SourcedString;

            /** AuditPolicyFact resources. */
            resources: merlon.v1.AuditPolicyFact.Resource[];

            /** AuditPolicyFact warnings. */
            warnings: string[];

            /** AuditPolicyFact rules. */
            rules: number;

            /**
             * Encodes the specified AuditPolicyFact message. Does not implicitly {@link merlon.v1.AuditPolicyFact.verify|verify} messages.
             * @param message AuditPolicyFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.AuditPolicyFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AuditPolicyFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.AuditPolicyFact & merlon.v1.AuditPolicyFact.$Shape} AuditPolicyFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.AuditPolicyFact & merlon.v1.AuditPolicyFact.$Shape;
        }

        namespace AuditPolicyFact {

            /** Properties of an AuditPolicyFact. */
            interface $Properties {

                /** AuditPolicyFact file */
                file?: merlon.v1.SourcedString.$Properties;

                /** AuditPolicyFact resources */
                resources?: merlon.v1.AuditPolicyFact.Resource.$Properties[];

                /** AuditPolicyFact warnings */
                warnings?: string[];

                /** AuditPolicyFact rules */
                rules?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AuditPolicyFact. */
            type $Shape = merlon.v1.AuditPolicyFact.$Properties;

            /**
             * Properties of a Resource.
             * @deprecated Use merlon.v1.AuditPolicyFact.Resource.$Properties instead.
             */
            interface IResource extends merlon.v1.AuditPolicyFact.Resource.$Properties {
            }

            /** Represents a Resource. */
            class Resource {

                /**
                 * Constructs a new Resource.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.AuditPolicyFact.Resource.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Resource resource. */
                resource: string;

                /** Resource highest. */
                highest: merlon.v1.SourcedString;

                /** Resource lowestWrite. */
                lowestWrite: merlon.v1.SourcedString;

                /** Resource leaks. */
                leaks: boolean;

                /** Resource unseenWrites. */
                unseenWrites: boolean;

                /**
                 * Encodes the specified Resource message. Does not implicitly {@link merlon.v1.AuditPolicyFact.Resource.verify|verify} messages.
                 * @param message Resource message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.AuditPolicyFact.Resource.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Resource message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.AuditPolicyFact.Resource & merlon.v1.AuditPolicyFact.Resource.$Shape} Resource
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.AuditPolicyFact.Resource & merlon.v1.AuditPolicyFact.Resource.$Shape;
            }

            namespace Resource {

                /** Properties of a Resource. */
                interface $Properties {

                    /** Resource resource */
                    resource?: string;

                    /** Resource highest */
                    highest?: merlon.v1.SourcedString.$Properties;

                    /** Resource lowestWrite */
                    lowestWrite?: merlon.v1.SourcedString.$Properties;

                    /** Resource leaks */
                    leaks?: boolean;

                    /** Resource unseenWrites */
                    unseenWrites?: boolean;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Resource. */
                type $Shape = merlon.v1.AuditPolicyFact.Resource.$Properties;
            }
        }

        /**
         * Properties of a Setting.
         * @deprecated Use merlon.v1.Setting.$Properties instead.
         */
        interface ISetting extends merlon.v1.Setting.$Properties {
        }

        /** Represents a Setting. */
        class Setting {

            /**
             * Constructs a new Setting.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Setting.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Setting path. */
            path: string;

            /** Setting value. */
            value: merlon.v1.Value;

            /** Setting source. */
            source: string;

            /** Setting overridden. */
            overridden: merlon.v1.Overridden[];

            /** Setting unknown. */
            unknown: string;

            /**
             * Encodes the specified Setting message. Does not implicitly {@link merlon.v1.Setting.verify|verify} messages.
             * @param message Setting message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Setting.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Setting message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Setting & merlon.v1.Setting.$Shape} Setting
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Setting & merlon.v1.Setting.$Shape;
        }

        namespace Setting {

            /** Properties of a Setting. */
            interface $Properties {

                /** Setting path */
                path?: string;

                /** Setting value */
                value?: merlon.v1.Value.$Properties;

                /** Setting source */
                source?: string;

                /** Setting overridden */
                overridden?: merlon.v1.Overridden.$Properties[];

                /** Setting unknown */
                unknown?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Setting. */
            type $Shape = {
              path?: string;
              value?: merlon.v1.Value.$Shape;
              source?: string;
              overridden?: merlon.v1.Overridden.$Shape[];
              unknown?: string;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of an Overridden.
         * @deprecated Use merlon.v1.Overridden.$Properties instead.
         */
        interface IOverridden extends merlon.v1.Overridden.$Properties {
        }

        /** Represents an Overridden. */
        class Overridden {

            /**
             * Constructs a new Overridden.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Overridden.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Overridden value. */
            value: merlon.v1.Value;

            /** Overridden source. */
            source: string;

            /**
             * Encodes the specified Overridden message. Does not implicitly {@link merlon.v1.Overridden.verify|verify} messages.
             * @param message Overridden message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Overridden.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Overridden message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Overridden & merlon.v1.Overridden.$Shape} Overridden
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Overridden & merlon.v1.Overridden.$Shape;
        }

        namespace Overridden {

            /** Properties of an Overridden. */
            interface $Properties {

                /** Overridden value */
                value?: merlon.v1.Value.$Properties;

                /** Overridden source */
                source?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Overridden. */
            type $Shape = {
              value?: merlon.v1.Value.$Shape;
              source?: string;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a Value.
         * @deprecated Use merlon.v1.Value.$Properties instead.
         */
        interface IValue extends merlon.v1.Value.$Properties {
        }

        /** Represents a Value. */
        class Value {

            /**
             * Constructs a new Value.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Value.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Value bool. */
            bool: (boolean|null);

            /** Value integer. */
            integer: (number|null);

            /** Value number. */
            number: (number|null);

            /** Value string. */
            string: (string|null);

            /** Value list. */
            list: (merlon.v1.ValueList|null);

            /** Value object. */
            object: (merlon.v1.ValueObject|null);

            /** Value kind. */
            kind?: ("bool"|"integer"|"number"|"string"|"list"|"object");

            /**
             * Encodes the specified Value message. Does not implicitly {@link merlon.v1.Value.verify|verify} messages.
             * @param message Value message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Value.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Value message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Value & merlon.v1.Value.$Shape} Value
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Value & merlon.v1.Value.$Shape;
        }

        namespace Value {

            /** Properties of a Value. */
            interface $Properties {

                /** Value bool */
                bool?: (boolean|null);

                /** Value integer */
                integer?: (number|null);

                /** Value number */
                number?: (number|null);

                /** Value string */
                string?: (string|null);

                /** Value list */
                list?: (merlon.v1.ValueList.$Properties|null);

                /** Value object */
                object?: (merlon.v1.ValueObject.$Properties|null);

                /** Value kind */
                kind?: ("bool"|"integer"|"number"|"string"|"list"|"object");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of a Value. */
            type $Shape = {
              bool?: boolean|null;
              integer?: number|null;
              number?: number|null;
              string?: string|null;
              list?: merlon.v1.ValueList.$Shape|null;
              object?: merlon.v1.ValueObject.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ kind?: undefined; bool?: null; integer?: null; number?: null; string?: null; list?: null; object?: null }|{ kind?: "bool"; bool: boolean; integer?: null; number?: null; string?: null; list?: null; object?: null }|{ kind?: "integer"; bool?: null; integer: number; number?: null; string?: null; list?: null; object?: null }|{ kind?: "number"; bool?: null; integer?: null; number: number; string?: null; list?: null; object?: null }|{ kind?: "string"; bool?: null; integer?: null; number?: null; string: string; list?: null; object?: null }|{ kind?: "list"; bool?: null; integer?: null; number?: null; string?: null; list: merlon.v1.ValueList.$Shape; object?: null }|{ kind?: "object"; bool?: null; integer?: null; number?: null; string?: null; list?: null; object: merlon.v1.ValueObject.$Shape })
            );
        }

        /**
         * Properties of a ValueList.
         * @deprecated Use merlon.v1.ValueList.$Properties instead.
         */
        interface IValueList extends merlon.v1.ValueList.$Properties {
        }

        /** Represents a ValueList. */
        class ValueList {

            /**
             * Constructs a new ValueList.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ValueList.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ValueList values. */
            values: merlon.v1.Value[];

            /**
             * Encodes the specified ValueList message. Does not implicitly {@link merlon.v1.ValueList.verify|verify} messages.
             * @param message ValueList message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ValueList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ValueList message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ValueList & merlon.v1.ValueList.$Shape} ValueList
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ValueList & merlon.v1.ValueList.$Shape;
        }

        namespace ValueList {

            /** Properties of a ValueList. */
            interface $Properties {

                /** ValueList values */
                values?: merlon.v1.Value.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ValueList. */
            type $Shape = {
              values?: merlon.v1.Value.$Shape[];
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a ValueObject.
         * @deprecated Use merlon.v1.ValueObject.$Properties instead.
         */
        interface IValueObject extends merlon.v1.ValueObject.$Properties {
        }

        /** Represents a ValueObject. */
        class ValueObject {

            /**
             * Constructs a new ValueObject.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ValueObject.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ValueObject fields. */
            fields: merlon.v1.ValueField[];

            /**
             * Encodes the specified ValueObject message. Does not implicitly {@link merlon.v1.ValueObject.verify|verify} messages.
             * @param message ValueObject message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ValueObject.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ValueObject message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ValueObject & merlon.v1.ValueObject.$Shape} ValueObject
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ValueObject & merlon.v1.ValueObject.$Shape;
        }

        namespace ValueObject {

            /** Properties of a ValueObject. */
            interface $Properties {

                /** ValueObject fields */
                fields?: merlon.v1.ValueField.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ValueObject. */
            type $Shape = {
              fields?: merlon.v1.ValueField.$Shape[];
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a ValueField.
         * @deprecated Use merlon.v1.ValueField.$Properties instead.
         */
        interface IValueField extends merlon.v1.ValueField.$Properties {
        }

        /** Represents a ValueField. */
        class ValueField {

            /**
             * Constructs a new ValueField.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ValueField.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ValueField name. */
            name: string;

            /** ValueField value. */
            value: merlon.v1.Value;

            /**
             * Encodes the specified ValueField message. Does not implicitly {@link merlon.v1.ValueField.verify|verify} messages.
             * @param message ValueField message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ValueField.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ValueField message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ValueField & merlon.v1.ValueField.$Shape} ValueField
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ValueField & merlon.v1.ValueField.$Shape;
        }

        namespace ValueField {

            /** Properties of a ValueField. */
            interface $Properties {

                /** ValueField name */
                name?: string;

                /** ValueField value */
                value?: merlon.v1.Value.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ValueField. */
            type $Shape = {
              name?: string;
              value?: merlon.v1.Value.$Shape;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a SourcedString.
         * @deprecated Use merlon.v1.SourcedString.$Properties instead.
         */
        interface ISourcedString extends merlon.v1.SourcedString.$Properties {
        }

        /** Represents a SourcedString. */
        class SourcedString {

            /**
             * Constructs a new SourcedString.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.SourcedString.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SourcedString value. */
            value: (string|null);

            /** SourcedString source. */
            source: string;

            /** SourcedString unknown. */
            unknown: string;

            /**
             * Encodes the specified SourcedString message. Does not implicitly {@link merlon.v1.SourcedString.verify|verify} messages.
             * @param message SourcedString message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.SourcedString.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SourcedString message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.SourcedString & merlon.v1.SourcedString.$Shape} SourcedString
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.SourcedString & merlon.v1.SourcedString.$Shape;
        }

        namespace SourcedString {

            /** Properties of a SourcedString. */
            interface $Properties {

                /** SourcedString value */
                value?: (string|null);

                /** SourcedString source */
                source?: string;

                /** SourcedString unknown */
                unknown?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SourcedString. */
            type $Shape = merlon.v1.SourcedString.$Properties;
        }

        /**
         * Properties of a SourcedInt.
         * @deprecated Use merlon.v1.SourcedInt.$Properties instead.
         */
        interface ISourcedInt extends merlon.v1.SourcedInt.$Properties {
        }

        /** Represents a SourcedInt. */
        class SourcedInt {

            /**
             * Constructs a new SourcedInt.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.SourcedInt.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SourcedInt value. */
            value: (number|null);

            /** SourcedInt source. */
            source: string;

            /** SourcedInt unknown. */
            unknown: string;

            /**
             * Encodes the specified SourcedInt message. Does not implicitly {@link merlon.v1.SourcedInt.verify|verify} messages.
             * @param message SourcedInt message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.SourcedInt.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SourcedInt message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.SourcedInt & merlon.v1.SourcedInt.$Shape} SourcedInt
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.SourcedInt & merlon.v1.SourcedInt.$Shape;
        }

        namespace SourcedInt {

            /** Properties of a SourcedInt. */
            interface $Properties {

                /** SourcedInt value */
                value?: (number|null);

                /** SourcedInt source */
                source?: string;

                /** SourcedInt unknown */
                unknown?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SourcedInt. */
            type $Shape = merlon.v1.SourcedInt.$Properties;
        }

        /**
         * Properties of a SourcedBool.
         * @deprecated Use merlon.v1.SourcedBool.$Properties instead.
         */
        interface ISourcedBool extends merlon.v1.SourcedBool.$Properties {
        }

        /** Represents a SourcedBool. */
        class SourcedBool {

            /**
             * Constructs a new SourcedBool.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.SourcedBool.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SourcedBool value. */
            value: (boolean|null);

            /** SourcedBool source. */
            source: string;

            /** SourcedBool unknown. */
            unknown: string;

            /**
             * Encodes the specified SourcedBool message. Does not implicitly {@link merlon.v1.SourcedBool.verify|verify} messages.
             * @param message SourcedBool message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.SourcedBool.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SourcedBool message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.SourcedBool & merlon.v1.SourcedBool.$Shape} SourcedBool
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.SourcedBool & merlon.v1.SourcedBool.$Shape;
        }

        namespace SourcedBool {

            /** Properties of a SourcedBool. */
            interface $Properties {

                /** SourcedBool value */
                value?: (boolean|null);

                /** SourcedBool source */
                source?: string;

                /** SourcedBool unknown */
                unknown?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SourcedBool. */
            type $Shape = merlon.v1.SourcedBool.$Properties;
        }

        /**
         * Properties of a CertificatesFact.
         * @deprecated Use merlon.v1.CertificatesFact.$Properties instead.
         */
        interface ICertificatesFact extends merlon.v1.CertificatesFact.$Properties {
        }

        /** Represents a CertificatesFact. */
        class CertificatesFact {

            /**
             * Constructs a new CertificatesFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.CertificatesFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CertificatesFact items. */
            items: merlon.v1.CertificatesFact.Certificate[];

            /** CertificatesFact files. */
            files: merlon.v1.CertificatesFact.File[];

            /**
             * Encodes the specified CertificatesFact message. Does not implicitly {@link merlon.v1.CertificatesFact.verify|verify} messages.
             * @param message CertificatesFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.CertificatesFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CertificatesFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.CertificatesFact & merlon.v1.CertificatesFact.$Shape} CertificatesFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.CertificatesFact & merlon.v1.CertificatesFact.$Shape;
        }

        namespace CertificatesFact {

            /** Properties of a CertificatesFact. */
            interface $Properties {

                /** CertificatesFact items */
                items?: merlon.v1.CertificatesFact.Certificate.$Properties[];

                /** CertificatesFact files */
                files?: merlon.v1.CertificatesFact.File.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CertificatesFact. */
            type $Shape = merlon.v1.CertificatesFact.$Properties;

            /**
             * Properties of a Certificate.
             * @deprecated Use merlon.v1.CertificatesFact.Certificate.$Properties instead.
             */
            interface ICertificate extends merlon.v1.CertificatesFact.Certificate.$Properties {
            }

            /** Represents a Certificate. */
            class Certificate {

                /**
                 * Constructs a new Certificate.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.CertificatesFact.Certificate.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Certificate name. */
                name: string;

                /** Certificate path. */
                path: string;

                /** Certificate uses. */
                uses: merlon.v1.CertificatesFact.Use[];

                /** Certificate subject. */
                subject: string;

                /** Certificate commonName. */
                commonName: string;

                /** Certificate organizations. */
                organizations: string[];

                /** Certificate issuer. */
                issuer: string;

                /** Certificate serial. */
                serial: string;

                /** Certificate notBefore. */
                notBefore: merlon.v1.SourcedString;

                /** Certificate notAfter. */
                notAfter: merlon.v1.SourcedString;

                /** Certificate keyType. */
                keyType: string;

                /** Certificate keyBits. */
                keyBits: number;

                /** Certificate curve. */
                curve: string;

                /** Certificate signatureAlgorithm. */
                signatureAlgorithm: merlon.v1.SourcedString;

                /** Certificate ca. */
                ca: merlon.v1.SourcedBool;

                /** Certificate keyUsage. */
                keyUsage: string[];

                /** Certificate extendedKeyUsage. */
                extendedKeyUsage: string[];

                /** Certificate alternativeNames. */
                alternativeNames: string[];

                /** Certificate selfSigned. */
                selfSigned: boolean;

                /** Certificate keySha256. */
                keySha256: string;

                /** Certificate sha256. */
                sha256: string;

                /** Certificate verifiedBy. */
                verifiedBy: string[];

                /** Certificate trusted. */
                trusted: merlon.v1.SourcedBool;

                /** Certificate keyMatches. */
                keyMatches: merlon.v1.SourcedBool;

                /**
                 * Encodes the specified Certificate message. Does not implicitly {@link merlon.v1.CertificatesFact.Certificate.verify|verify} messages.
                 * @param message Certificate message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.CertificatesFact.Certificate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Certificate message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.CertificatesFact.Certificate & merlon.v1.CertificatesFact.Certificate.$Shape} Certificate
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.CertificatesFact.Certificate & merlon.v1.CertificatesFact.Certificate.$Shape;
            }

            namespace Certificate {

                /** Properties of a Certificate. */
                interface $Properties {

                    /** Certificate name */
                    name?: string;

                    /** Certificate path */
                    path?: string;

                    /** Certificate uses */
                    uses?: merlon.v1.CertificatesFact.Use.$Properties[];

                    /** Certificate subject */
                    subject?: string;

                    /** Certificate commonName */
                    commonName?: string;

                    /** Certificate organizations */
                    organizations?: string[];

                    /** Certificate issuer */
                    issuer?: string;

                    /** Certificate serial */
                    serial?: string;

                    /** Certificate notBefore */
                    notBefore?: merlon.v1.SourcedString.$Properties;

                    /** Certificate notAfter */
                    notAfter?: merlon.v1.SourcedString.$Properties;

                    /** Certificate keyType */
                    keyType?: string;

                    /** Certificate keyBits */
                    keyBits?: number;

                    /** Certificate curve */
                    curve?: string;

                    /** Certificate signatureAlgorithm */
                    signatureAlgorithm?: merlon.v1.SourcedString.$Properties;

                    /** Certificate ca */
                    ca?: merlon.v1.SourcedBool.$Properties;

                    /** Certificate keyUsage */
                    keyUsage?: string[];

                    /** Certificate extendedKeyUsage */
                    extendedKeyUsage?: string[];

                    /** Certificate alternativeNames */
                    alternativeNames?: string[];

                    /** Certificate selfSigned */
                    selfSigned?: boolean;

                    /** Certificate keySha256 */
                    keySha256?: string;

                    /** Certificate sha256 */
                    sha256?: string;

                    /** Certificate verifiedBy */
                    verifiedBy?: string[];

                    /** Certificate trusted */
                    trusted?: merlon.v1.SourcedBool.$Properties;

                    /** Certificate keyMatches */
                    keyMatches?: merlon.v1.SourcedBool.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Certificate. */
                type $Shape = merlon.v1.CertificatesFact.Certificate.$Properties;
            }

            /**
             * Properties of a Use.
             * @deprecated Use merlon.v1.CertificatesFact.Use.$Properties instead.
             */
            interface IUse extends merlon.v1.CertificatesFact.Use.$Properties {
            }

            /** Represents a Use. */
            class Use {

                /**
                 * Constructs a new Use.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.CertificatesFact.Use.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Use component. */
                component: string;

                /** Use role. */
                role: string;

                /** Use source. */
                source: string;

                /**
                 * Encodes the specified Use message. Does not implicitly {@link merlon.v1.CertificatesFact.Use.verify|verify} messages.
                 * @param message Use message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.CertificatesFact.Use.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Use message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.CertificatesFact.Use & merlon.v1.CertificatesFact.Use.$Shape} Use
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.CertificatesFact.Use & merlon.v1.CertificatesFact.Use.$Shape;
            }

            namespace Use {

                /** Properties of a Use. */
                interface $Properties {

                    /** Use component */
                    component?: string;

                    /** Use role */
                    role?: string;

                    /** Use source */
                    source?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Use. */
                type $Shape = merlon.v1.CertificatesFact.Use.$Properties;
            }

            /**
             * Properties of a File.
             * @deprecated Use merlon.v1.CertificatesFact.File.$Properties instead.
             */
            interface IFile extends merlon.v1.CertificatesFact.File.$Properties {
            }

            /** Represents a File. */
            class File {

                /**
                 * Constructs a new File.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.CertificatesFact.File.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** File path. */
                path: string;

                /** File presence. */
                presence: string;

                /** File reason. */
                reason: string;

                /** File foundBy. */
                foundBy: string;

                /** File named. */
                named: boolean;

                /** File certificates. */
                certificates: number;

                /** File privateKeys. */
                privateKeys: number;

                /**
                 * Encodes the specified File message. Does not implicitly {@link merlon.v1.CertificatesFact.File.verify|verify} messages.
                 * @param message File message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.CertificatesFact.File.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a File message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.CertificatesFact.File & merlon.v1.CertificatesFact.File.$Shape} File
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.CertificatesFact.File & merlon.v1.CertificatesFact.File.$Shape;
            }

            namespace File {

                /** Properties of a File. */
                interface $Properties {

                    /** File path */
                    path?: string;

                    /** File presence */
                    presence?: string;

                    /** File reason */
                    reason?: string;

                    /** File foundBy */
                    foundBy?: string;

                    /** File named */
                    named?: boolean;

                    /** File certificates */
                    certificates?: number;

                    /** File privateKeys */
                    privateKeys?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a File. */
                type $Shape = merlon.v1.CertificatesFact.File.$Properties;
            }
        }

        /**
         * Properties of an ApiServerFact.
         * @deprecated Use merlon.v1.ApiServerFact.$Properties instead.
         */
        interface IApiServerFact extends merlon.v1.ApiServerFact.$Properties {
        }

        /** Represents an ApiServerFact. */
        class ApiServerFact {

            /**
             * Constructs a new ApiServerFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ApiServerFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ApiServerFact settings. */
            settings: merlon.v1.Setting[];

            /** ApiServerFact process. */
            process: merlon.v1.ComponentProcess;

            /** ApiServerFact version. */
            version: merlon.v1.SourcedString;

            /** ApiServerFact manifests. */
            manifests: merlon.v1.ComponentManifest[];

            /** ApiServerFact drift. */
            drift: merlon.v1.ComponentDrift[];

            /** ApiServerFact endpoints. */
            endpoints: merlon.v1.ComponentEndpoint[];

            /** ApiServerFact warnings. */
            warnings: string[];

            /** ApiServerFact conclusions. */
            conclusions: merlon.v1.Setting[];

            /**
             * Encodes the specified ApiServerFact message. Does not implicitly {@link merlon.v1.ApiServerFact.verify|verify} messages.
             * @param message ApiServerFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ApiServerFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ApiServerFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ApiServerFact & merlon.v1.ApiServerFact.$Shape} ApiServerFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ApiServerFact & merlon.v1.ApiServerFact.$Shape;
        }

        namespace ApiServerFact {

            /** Properties of an ApiServerFact. */
            interface $Properties {

                /** ApiServerFact settings */
                settings?: merlon.v1.Setting.$Properties[];

                /** ApiServerFact process */
                process?: merlon.v1.ComponentProcess.$Properties;

                /** ApiServerFact version */
                version?: merlon.v1.SourcedString.$Properties;

                /** ApiServerFact manifests */
                manifests?: merlon.v1.ComponentManifest.$Properties[];

                /** ApiServerFact drift */
                drift?: merlon.v1.ComponentDrift.$Properties[];

                /** ApiServerFact endpoints */
                endpoints?: merlon.v1.ComponentEndpoint.$Properties[];

                /** ApiServerFact warnings */
                warnings?: string[];

                /** ApiServerFact conclusions */
                conclusions?: merlon.v1.Setting.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ApiServerFact. */
            type $Shape = {
              settings?: merlon.v1.Setting.$Shape[];
              process?: merlon.v1.ComponentProcess.$Shape;
              version?: merlon.v1.SourcedString.$Shape;
              manifests?: merlon.v1.ComponentManifest.$Shape[];
              drift?: merlon.v1.ComponentDrift.$Shape[];
              endpoints?: merlon.v1.ComponentEndpoint.$Shape[];
              warnings?: string[];
              conclusions?: merlon.v1.Setting.$Shape[];
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a ControllerManagerFact.
         * @deprecated Use merlon.v1.ControllerManagerFact.$Properties instead.
         */
        interface IControllerManagerFact extends merlon.v1.ControllerManagerFact.$Properties {
        }

        /** Represents a ControllerManagerFact. */
        class ControllerManagerFact {

            /**
             * Constructs a new ControllerManagerFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ControllerManagerFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ControllerManagerFact settings. */
            settings: merlon.v1.Setting[];

            /** ControllerManagerFact process. */
            process: merlon.v1.ComponentProcess;

            /** ControllerManagerFact version. */
            version: merlon.v1.SourcedString;

            /** ControllerManagerFact manifests. */
            manifests: merlon.v1.ComponentManifest[];

            /** ControllerManagerFact drift. */
            drift: merlon.v1.ComponentDrift[];

            /** ControllerManagerFact endpoints. */
            endpoints: merlon.v1.ComponentEndpoint[];

            /** ControllerManagerFact warnings. */
            warnings: string[];

            /** ControllerManagerFact conclusions. */
            conclusions: merlon.v1.Setting[];

            /**
             * Encodes the specified ControllerManagerFact message. Does not implicitly {@link merlon.v1.ControllerManagerFact.verify|verify} messages.
             * @param message ControllerManagerFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ControllerManagerFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ControllerManagerFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ControllerManagerFact & merlon.v1.ControllerManagerFact.$Shape} ControllerManagerFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ControllerManagerFact & merlon.v1.ControllerManagerFact.$Shape;
        }

        namespace ControllerManagerFact {

            /** Properties of a ControllerManagerFact. */
            interface $Properties {

                /** ControllerManagerFact settings */
                settings?: merlon.v1.Setting.$Properties[];

                /** ControllerManagerFact process */
                process?: merlon.v1.ComponentProcess.$Properties;

                /** ControllerManagerFact version */
                version?: merlon.v1.SourcedString.$Properties;

                /** ControllerManagerFact manifests */
                manifests?: merlon.v1.ComponentManifest.$Properties[];

                /** ControllerManagerFact drift */
                drift?: merlon.v1.ComponentDrift.$Properties[];

                /** ControllerManagerFact endpoints */
                endpoints?: merlon.v1.ComponentEndpoint.$Properties[];

                /** ControllerManagerFact warnings */
                warnings?: string[];

                /** ControllerManagerFact conclusions */
                conclusions?: merlon.v1.Setting.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ControllerManagerFact. */
            type $Shape = {
              settings?: merlon.v1.Setting.$Shape[];
              process?: merlon.v1.ComponentProcess.$Shape;
              version?: merlon.v1.SourcedString.$Shape;
              manifests?: merlon.v1.ComponentManifest.$Shape[];
              drift?: merlon.v1.ComponentDrift.$Shape[];
              endpoints?: merlon.v1.ComponentEndpoint.$Shape[];
              warnings?: string[];
              conclusions?: merlon.v1.Setting.$Shape[];
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a SchedulerFact.
         * @deprecated Use merlon.v1.SchedulerFact.$Properties instead.
         */
        interface ISchedulerFact extends merlon.v1.SchedulerFact.$Properties {
        }

        /** Represents a SchedulerFact. */
        class SchedulerFact {

            /**
             * Constructs a new SchedulerFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.SchedulerFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SchedulerFact settings. */
            settings: merlon.v1.Setting[];

            /** SchedulerFact process. */
            process: merlon.v1.ComponentProcess;

            /** SchedulerFact version. */
            version: merlon.v1.SourcedString;

            /** SchedulerFact manifests. */
            manifests: merlon.v1.ComponentManifest[];

            /** SchedulerFact drift. */
            drift: merlon.v1.ComponentDrift[];

            /** SchedulerFact endpoints. */
            endpoints: merlon.v1.ComponentEndpoint[];

            /** SchedulerFact warnings. */
            warnings: string[];

            /** SchedulerFact conclusions. */
            conclusions: merlon.v1.Setting[];

            /**
             * Encodes the specified SchedulerFact message. Does not implicitly {@link merlon.v1.SchedulerFact.verify|verify} messages.
             * @param message SchedulerFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.SchedulerFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SchedulerFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.SchedulerFact & merlon.v1.SchedulerFact.$Shape} SchedulerFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.SchedulerFact & merlon.v1.SchedulerFact.$Shape;
        }

        namespace SchedulerFact {

            /** Properties of a SchedulerFact. */
            interface $Properties {

                /** SchedulerFact settings */
                settings?: merlon.v1.Setting.$Properties[];

                /** SchedulerFact process */
                process?: merlon.v1.ComponentProcess.$Properties;

                /** SchedulerFact version */
                version?: merlon.v1.SourcedString.$Properties;

                /** SchedulerFact manifests */
                manifests?: merlon.v1.ComponentManifest.$Properties[];

                /** SchedulerFact drift */
                drift?: merlon.v1.ComponentDrift.$Properties[];

                /** SchedulerFact endpoints */
                endpoints?: merlon.v1.ComponentEndpoint.$Properties[];

                /** SchedulerFact warnings */
                warnings?: string[];

                /** SchedulerFact conclusions */
                conclusions?: merlon.v1.Setting.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SchedulerFact. */
            type $Shape = {
              settings?: merlon.v1.Setting.$Shape[];
              process?: merlon.v1.ComponentProcess.$Shape;
              version?: merlon.v1.SourcedString.$Shape;
              manifests?: merlon.v1.ComponentManifest.$Shape[];
              drift?: merlon.v1.ComponentDrift.$Shape[];
              endpoints?: merlon.v1.ComponentEndpoint.$Shape[];
              warnings?: string[];
              conclusions?: merlon.v1.Setting.$Shape[];
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of an EtcdFact.
         * @deprecated Use merlon.v1.EtcdFact.$Properties instead.
         */
        interface IEtcdFact extends merlon.v1.EtcdFact.$Properties {
        }

        /** Represents an EtcdFact. */
        class EtcdFact {

            /**
             * Constructs a new EtcdFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.EtcdFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EtcdFact settings. */
            settings: merlon.v1.Setting[];

            /** EtcdFact process. */
            process: merlon.v1.ComponentProcess;

            /** EtcdFact version. */
            version: merlon.v1.SourcedString;

            /** EtcdFact manifests. */
            manifests: merlon.v1.ComponentManifest[];

            /** EtcdFact drift. */
            drift: merlon.v1.ComponentDrift[];

            /** EtcdFact endpoints. */
            endpoints: merlon.v1.ComponentEndpoint[];

            /** EtcdFact warnings. */
            warnings: string[];

            /** EtcdFact conclusions. */
            conclusions: merlon.v1.Setting[];

            /**
             * Encodes the specified EtcdFact message. Does not implicitly {@link merlon.v1.EtcdFact.verify|verify} messages.
             * @param message EtcdFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.EtcdFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EtcdFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.EtcdFact & merlon.v1.EtcdFact.$Shape} EtcdFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.EtcdFact & merlon.v1.EtcdFact.$Shape;
        }

        namespace EtcdFact {

            /** Properties of an EtcdFact. */
            interface $Properties {

                /** EtcdFact settings */
                settings?: merlon.v1.Setting.$Properties[];

                /** EtcdFact process */
                process?: merlon.v1.ComponentProcess.$Properties;

                /** EtcdFact version */
                version?: merlon.v1.SourcedString.$Properties;

                /** EtcdFact manifests */
                manifests?: merlon.v1.ComponentManifest.$Properties[];

                /** EtcdFact drift */
                drift?: merlon.v1.ComponentDrift.$Properties[];

                /** EtcdFact endpoints */
                endpoints?: merlon.v1.ComponentEndpoint.$Properties[];

                /** EtcdFact warnings */
                warnings?: string[];

                /** EtcdFact conclusions */
                conclusions?: merlon.v1.Setting.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EtcdFact. */
            type $Shape = {
              settings?: merlon.v1.Setting.$Shape[];
              process?: merlon.v1.ComponentProcess.$Shape;
              version?: merlon.v1.SourcedString.$Shape;
              manifests?: merlon.v1.ComponentManifest.$Shape[];
              drift?: merlon.v1.ComponentDrift.$Shape[];
              endpoints?: merlon.v1.ComponentEndpoint.$Shape[];
              warnings?: string[];
              conclusions?: merlon.v1.Setting.$Shape[];
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a KubeProxyFact.
         * @deprecated Use merlon.v1.KubeProxyFact.$Properties instead.
         */
        interface IKubeProxyFact extends merlon.v1.KubeProxyFact.$Properties {
        }

        /** Represents a KubeProxyFact. */
        class KubeProxyFact {

            /**
             * Constructs a new KubeProxyFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.KubeProxyFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KubeProxyFact settings. */
            settings: merlon.v1.Setting[];

            /** KubeProxyFact process. */
            process: merlon.v1.ComponentProcess;

            /** KubeProxyFact version. */
            version: merlon.v1.SourcedString;

            /** KubeProxyFact manifests. */
            manifests: merlon.v1.ComponentManifest[];

            /** KubeProxyFact drift. */
            drift: merlon.v1.ComponentDrift[];

            /** KubeProxyFact endpoints. */
            endpoints: merlon.v1.ComponentEndpoint[];

            /** KubeProxyFact warnings. */
            warnings: string[];

            /** KubeProxyFact conclusions. */
            conclusions: merlon.v1.Setting[];

            /**
             * Encodes the specified KubeProxyFact message. Does not implicitly {@link merlon.v1.KubeProxyFact.verify|verify} messages.
             * @param message KubeProxyFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.KubeProxyFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KubeProxyFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.KubeProxyFact & merlon.v1.KubeProxyFact.$Shape} KubeProxyFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.KubeProxyFact & merlon.v1.KubeProxyFact.$Shape;
        }

        namespace KubeProxyFact {

            /** Properties of a KubeProxyFact. */
            interface $Properties {

                /** KubeProxyFact settings */
                settings?: merlon.v1.Setting.$Properties[];

                /** KubeProxyFact process */
                process?: merlon.v1.ComponentProcess.$Properties;

                /** KubeProxyFact version */
                version?: merlon.v1.SourcedString.$Properties;

                /** KubeProxyFact manifests */
                manifests?: merlon.v1.ComponentManifest.$Properties[];

                /** KubeProxyFact drift */
                drift?: merlon.v1.ComponentDrift.$Properties[];

                /** KubeProxyFact endpoints */
                endpoints?: merlon.v1.ComponentEndpoint.$Properties[];

                /** KubeProxyFact warnings */
                warnings?: string[];

                /** KubeProxyFact conclusions */
                conclusions?: merlon.v1.Setting.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KubeProxyFact. */
            type $Shape = {
              settings?: merlon.v1.Setting.$Shape[];
              process?: merlon.v1.ComponentProcess.$Shape;
              version?: merlon.v1.SourcedString.$Shape;
              manifests?: merlon.v1.ComponentManifest.$Shape[];
              drift?: merlon.v1.ComponentDrift.$Shape[];
              endpoints?: merlon.v1.ComponentEndpoint.$Shape[];
              warnings?: string[];
              conclusions?: merlon.v1.Setting.$Shape[];
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a ComponentProcess.
         * @deprecated Use merlon.v1.ComponentProcess.$Properties instead.
         */
        interface IComponentProcess extends merlon.v1.ComponentProcess.$Properties {
        }

        /** Represents a ComponentProcess. */
        class ComponentProcess {

            /**
             * Constructs a new ComponentProcess.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ComponentProcess.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ComponentProcess pid. */
            pid: number;

            /** ComponentProcess executable. */
            executable: string;

            /** ComponentProcess started. */
            started: string;

            /** ComponentProcess container. */
            container: string;

            /** ComponentProcess uid. */
            uid: merlon.v1.SourcedInt;

            /**
             * Encodes the specified ComponentProcess message. Does not implicitly {@link merlon.v1.ComponentProcess.verify|verify} messages.
             * @param message ComponentProcess message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ComponentProcess.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ComponentProcess message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ComponentProcess & merlon.v1.ComponentProcess.$Shape} ComponentProcess
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ComponentProcess & merlon.v1.ComponentProcess.$Shape;
        }

        namespace ComponentProcess {

            /** Properties of a ComponentProcess. */
            interface $Properties {

                /** ComponentProcess pid */
                pid?: number;

                /** ComponentProcess executable */
                executable?: string;

                /** ComponentProcess started */
                started?: string;

                /** ComponentProcess container */
                container?: string;

                /** ComponentProcess uid */
                uid?: merlon.v1.SourcedInt.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ComponentProcess. */
            type $Shape = merlon.v1.ComponentProcess.$Properties;
        }

        /**
         * Properties of a ComponentManifest.
         * @deprecated Use merlon.v1.ComponentManifest.$Properties instead.
         */
        interface IComponentManifest extends merlon.v1.ComponentManifest.$Properties {
        }

        /** Represents a ComponentManifest. */
        class ComponentManifest {

            /**
             * Constructs a new ComponentManifest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ComponentManifest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ComponentManifest path. */
            path: string;

            /** ComponentManifest pod. */
            pod: string;

            /** ComponentManifest live. */
            live: boolean;

            /**
             * Encodes the specified ComponentManifest message. Does not implicitly {@link merlon.v1.ComponentManifest.verify|verify} messages.
             * @param message ComponentManifest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ComponentManifest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ComponentManifest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ComponentManifest & merlon.v1.ComponentManifest.$Shape} ComponentManifest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ComponentManifest & merlon.v1.ComponentManifest.$Shape;
        }

        namespace ComponentManifest {

            /** Properties of a ComponentManifest. */
            interface $Properties {

                /** ComponentManifest path */
                path?: string;

                /** ComponentManifest pod */
                pod?: string;

                /** ComponentManifest live */
                live?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ComponentManifest. */
            type $Shape = merlon.v1.ComponentManifest.$Properties;
        }

        /**
         * Properties of a ComponentDrift.
         * @deprecated Use merlon.v1.ComponentDrift.$Properties instead.
         */
        interface IComponentDrift extends merlon.v1.ComponentDrift.$Properties {
        }

        /** Represents a ComponentDrift. */
        class ComponentDrift {

            /**
             * Constructs a new ComponentDrift.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ComponentDrift.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ComponentDrift name. */
            name: string;

            /** ComponentDrift running. */
            running: string;

            /** ComponentDrift manifest. */
            manifest: string;

            /** ComponentDrift source. */
            source: string;

            /**
             * Encodes the specified ComponentDrift message. Does not implicitly {@link merlon.v1.ComponentDrift.verify|verify} messages.
             * @param message ComponentDrift message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ComponentDrift.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ComponentDrift message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ComponentDrift & merlon.v1.ComponentDrift.$Shape} ComponentDrift
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ComponentDrift & merlon.v1.ComponentDrift.$Shape;
        }

        namespace ComponentDrift {

            /** Properties of a ComponentDrift. */
            interface $Properties {

                /** ComponentDrift name */
                name?: string;

                /** ComponentDrift running */
                running?: string;

                /** ComponentDrift manifest */
                manifest?: string;

                /** ComponentDrift source */
                source?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ComponentDrift. */
            type $Shape = merlon.v1.ComponentDrift.$Properties;
        }

        /**
         * Properties of a ComponentEndpoint.
         * @deprecated Use merlon.v1.ComponentEndpoint.$Properties instead.
         */
        interface IComponentEndpoint extends merlon.v1.ComponentEndpoint.$Properties {
        }

        /** Represents a ComponentEndpoint. */
        class ComponentEndpoint {

            /**
             * Constructs a new ComponentEndpoint.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ComponentEndpoint.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ComponentEndpoint name. */
            name: string;

            /** ComponentEndpoint address. */
            address: string;

            /** ComponentEndpoint scope. */
            scope: string;

            /** ComponentEndpoint tls. */
            tls: boolean;

            /** ComponentEndpoint source. */
            source: string;

            /**
             * Encodes the specified ComponentEndpoint message. Does not implicitly {@link merlon.v1.ComponentEndpoint.verify|verify} messages.
             * @param message ComponentEndpoint message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ComponentEndpoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ComponentEndpoint message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ComponentEndpoint & merlon.v1.ComponentEndpoint.$Shape} ComponentEndpoint
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ComponentEndpoint & merlon.v1.ComponentEndpoint.$Shape;
        }

        namespace ComponentEndpoint {

            /** Properties of a ComponentEndpoint. */
            interface $Properties {

                /** ComponentEndpoint name */
                name?: string;

                /** ComponentEndpoint address */
                address?: string;

                /** ComponentEndpoint scope */
                scope?: string;

                /** ComponentEndpoint tls */
                tls?: boolean;

                /** ComponentEndpoint source */
                source?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ComponentEndpoint. */
            type $Shape = merlon.v1.ComponentEndpoint.$Properties;
        }

        /**
         * Properties of an EncryptionFact.
         * @deprecated Use merlon.v1.EncryptionFact.$Properties instead.
         */
        interface IEncryptionFact extends merlon.v1.EncryptionFact.$Properties {
        }

        /** Represents an EncryptionFact. */
        class EncryptionFact {

            /**
             * Constructs a new EncryptionFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.EncryptionFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EncryptionFact file. */
            file: merlon.v1.SourcedString;

            /** EncryptionFact resources. */
            resources: merlon.v1.EncryptionFact.Resource[];

            /** EncryptionFact warnings. */
            warnings: string[];

            /**
             * Encodes the specified EncryptionFact message. Does not implicitly {@link merlon.v1.EncryptionFact.verify|verify} messages.
             * @param message EncryptionFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.EncryptionFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EncryptionFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.EncryptionFact & merlon.v1.EncryptionFact.$Shape} EncryptionFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.EncryptionFact & merlon.v1.EncryptionFact.$Shape;
        }

        namespace EncryptionFact {

            /** Properties of an EncryptionFact. */
            interface $Properties {

                /** EncryptionFact file */
                file?: merlon.v1.SourcedString.$Properties;

                /** EncryptionFact resources */
                resources?: merlon.v1.EncryptionFact.Resource.$Properties[];

                /** EncryptionFact warnings */
                warnings?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EncryptionFact. */
            type $Shape = merlon.v1.EncryptionFact.$Properties;

            /**
             * Properties of a Resource.
             * @deprecated Use merlon.v1.EncryptionFact.Resource.$Properties instead.
             */
            interface IResource extends merlon.v1.EncryptionFact.Resource.$Properties {
            }

            /** Represents a Resource. */
            class Resource {

                /**
                 * Constructs a new Resource.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.EncryptionFact.Resource.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Resource resource. */
                resource: string;

                /** Resource writes. */
                writes: merlon.v1.SourcedString;

                /** Resource providers. */
                providers: string[];

                /** Resource readsPlainText. */
                readsPlainText: boolean;

                /** Resource kmsVersion. */
                kmsVersion: string;

                /** Resource weakness. */
                weakness: string;

                /**
                 * Encodes the specified Resource message. Does not implicitly {@link merlon.v1.EncryptionFact.Resource.verify|verify} messages.
                 * @param message Resource message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.EncryptionFact.Resource.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Resource message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.EncryptionFact.Resource & merlon.v1.EncryptionFact.Resource.$Shape} Resource
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.EncryptionFact.Resource & merlon.v1.EncryptionFact.Resource.$Shape;
            }

            namespace Resource {

                /** Properties of a Resource. */
                interface $Properties {

                    /** Resource resource */
                    resource?: string;

                    /** Resource writes */
                    writes?: merlon.v1.SourcedString.$Properties;

                    /** Resource providers */
                    providers?: string[];

                    /** Resource readsPlainText */
                    readsPlainText?: boolean;

                    /** Resource kmsVersion */
                    kmsVersion?: string;

                    /** Resource weakness */
                    weakness?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Resource. */
                type $Shape = merlon.v1.EncryptionFact.Resource.$Properties;
            }
        }

        /**
         * Properties of a FilesFact.
         * @deprecated Use merlon.v1.FilesFact.$Properties instead.
         */
        interface IFilesFact extends merlon.v1.FilesFact.$Properties {
        }

        /** Represents a FilesFact. */
        class FilesFact {

            /**
             * Constructs a new FilesFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.FilesFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FilesFact items. */
            items: merlon.v1.FilesFact.File[];

            /**
             * Encodes the specified FilesFact message. Does not implicitly {@link merlon.v1.FilesFact.verify|verify} messages.
             * @param message FilesFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.FilesFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FilesFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.FilesFact & merlon.v1.FilesFact.$Shape} FilesFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.FilesFact & merlon.v1.FilesFact.$Shape;
        }

        namespace FilesFact {

            /** Properties of a FilesFact. */
            interface $Properties {

                /** FilesFact items */
                items?: merlon.v1.FilesFact.File.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FilesFact. */
            type $Shape = merlon.v1.FilesFact.$Properties;

            /**
             * Properties of a File.
             * @deprecated Use merlon.v1.FilesFact.File.$Properties instead.
             */
            interface IFile extends merlon.v1.FilesFact.File.$Properties {
            }

            /** Represents a File. */
            class File {

                /**
                 * Constructs a new File.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.FilesFact.File.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** File path. */
                path: string;

                /** File role. */
                role: string;

                /** File foundBy. */
                foundBy: string;

                /** File named. */
                named: boolean;

                /** File presence. */
                presence: merlon.v1.FilesFact.Presence;

                /** File reason. */
                reason: string;

                /** File target. */
                target: string;

                /** File type. */
                type: string;

                /** File mode. */
                mode: merlon.v1.SourcedString;

                /** File uid. */
                uid: merlon.v1.SourcedInt;

                /** File gid. */
                gid: merlon.v1.SourcedInt;

                /** File owner. */
                owner: string;

                /** File group. */
                group: string;

                /** File shieldedBy. */
                shieldedBy: string;

                /**
                 * Encodes the specified File message. Does not implicitly {@link merlon.v1.FilesFact.File.verify|verify} messages.
                 * @param message File message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.FilesFact.File.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a File message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.FilesFact.File & merlon.v1.FilesFact.File.$Shape} File
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.FilesFact.File & merlon.v1.FilesFact.File.$Shape;
            }

            namespace File {

                /** Properties of a File. */
                interface $Properties {

                    /** File path */
                    path?: string;

                    /** File role */
                    role?: string;

                    /** File foundBy */
                    foundBy?: string;

                    /** File named */
                    named?: boolean;

                    /** File presence */
                    presence?: merlon.v1.FilesFact.Presence;

                    /** File reason */
                    reason?: string;

                    /** File target */
                    target?: string;

                    /** File type */
                    type?: string;

                    /** File mode */
                    mode?: merlon.v1.SourcedString.$Properties;

                    /** File uid */
                    uid?: merlon.v1.SourcedInt.$Properties;

                    /** File gid */
                    gid?: merlon.v1.SourcedInt.$Properties;

                    /** File owner */
                    owner?: string;

                    /** File group */
                    group?: string;

                    /** File shieldedBy */
                    shieldedBy?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a File. */
                type $Shape = merlon.v1.FilesFact.File.$Properties;
            }

            /** Presence enum. */
            enum Presence {

                /** PRESENCE_UNSPECIFIED value */
                PRESENCE_UNSPECIFIED = 0,

                /** PRESENCE_PRESENT value */
                PRESENCE_PRESENT = 1,

                /** PRESENCE_ABSENT value */
                PRESENCE_ABSENT = 2,

                /** PRESENCE_UNKNOWN value */
                PRESENCE_UNKNOWN = 3
            }
        }

        /**
         * Properties of a KubeletFact.
         * @deprecated Use merlon.v1.KubeletFact.$Properties instead.
         */
        interface IKubeletFact extends merlon.v1.KubeletFact.$Properties {
        }

        /** Represents a KubeletFact. */
        class KubeletFact {

            /**
             * Constructs a new KubeletFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.KubeletFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KubeletFact configuration. */
            configuration: merlon.v1.Setting[];

            /** KubeletFact settings. */
            settings: merlon.v1.Setting[];

            /** KubeletFact process. */
            process: merlon.v1.KubeletFact.Process;

            /** KubeletFact version. */
            version: merlon.v1.SourcedString;

            /** KubeletFact defaults. */
            defaults: string;

            /** KubeletFact files. */
            files: merlon.v1.KubeletFact.ConfigFile[];

            /** KubeletFact warnings. */
            warnings: string[];

            /**
             * Encodes the specified KubeletFact message. Does not implicitly {@link merlon.v1.KubeletFact.verify|verify} messages.
             * @param message KubeletFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.KubeletFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KubeletFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.KubeletFact & merlon.v1.KubeletFact.$Shape} KubeletFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.KubeletFact & merlon.v1.KubeletFact.$Shape;
        }

        namespace KubeletFact {

            /** Properties of a KubeletFact. */
            interface $Properties {

                /** KubeletFact configuration */
                configuration?: merlon.v1.Setting.$Properties[];

                /** KubeletFact settings */
                settings?: merlon.v1.Setting.$Properties[];

                /** KubeletFact process */
                process?: merlon.v1.KubeletFact.Process.$Properties;

                /** KubeletFact version */
                version?: merlon.v1.SourcedString.$Properties;

                /** KubeletFact defaults */
                defaults?: string;

                /** KubeletFact files */
                files?: merlon.v1.KubeletFact.ConfigFile.$Properties[];

                /** KubeletFact warnings */
                warnings?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KubeletFact. */
            type $Shape = {
              configuration?: merlon.v1.Setting.$Shape[];
              settings?: merlon.v1.Setting.$Shape[];
              process?: merlon.v1.KubeletFact.Process.$Shape;
              version?: merlon.v1.SourcedString.$Shape;
              defaults?: string;
              files?: merlon.v1.KubeletFact.ConfigFile.$Shape[];
              warnings?: string[];
              $unknowns?: Uint8Array[];
            };

            /**
             * Properties of a Process.
             * @deprecated Use merlon.v1.KubeletFact.Process.$Properties instead.
             */
            interface IProcess extends merlon.v1.KubeletFact.Process.$Properties {
            }

            /** Represents a Process. */
            class Process {

                /**
                 * Constructs a new Process.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.KubeletFact.Process.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Process pid. */
                pid: number;

                /** Process executable. */
                executable: string;

                /** Process started. */
                started: string;

                /**
                 * Encodes the specified Process message. Does not implicitly {@link merlon.v1.KubeletFact.Process.verify|verify} messages.
                 * @param message Process message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.KubeletFact.Process.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Process message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.KubeletFact.Process & merlon.v1.KubeletFact.Process.$Shape} Process
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.KubeletFact.Process & merlon.v1.KubeletFact.Process.$Shape;
            }

            namespace Process {

                /** Properties of a Process. */
                interface $Properties {

                    /** Process pid */
                    pid?: number;

                    /** Process executable */
                    executable?: string;

                    /** Process started */
                    started?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Process. */
                type $Shape = merlon.v1.KubeletFact.Process.$Properties;
            }

            /**
             * Properties of a ConfigFile.
             * @deprecated Use merlon.v1.KubeletFact.ConfigFile.$Properties instead.
             */
            interface IConfigFile extends merlon.v1.KubeletFact.ConfigFile.$Properties {
            }

            /** Represents a ConfigFile. */
            class ConfigFile {

                /**
                 * Constructs a new ConfigFile.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.KubeletFact.ConfigFile.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ConfigFile path. */
                path: string;

                /** ConfigFile role. */
                role: string;

                /** ConfigFile changedSinceStart. */
                changedSinceStart: merlon.v1.SourcedBool;

                /**
                 * Encodes the specified ConfigFile message. Does not implicitly {@link merlon.v1.KubeletFact.ConfigFile.verify|verify} messages.
                 * @param message ConfigFile message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.KubeletFact.ConfigFile.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ConfigFile message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.KubeletFact.ConfigFile & merlon.v1.KubeletFact.ConfigFile.$Shape} ConfigFile
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.KubeletFact.ConfigFile & merlon.v1.KubeletFact.ConfigFile.$Shape;
            }

            namespace ConfigFile {

                /** Properties of a ConfigFile. */
                interface $Properties {

                    /** ConfigFile path */
                    path?: string;

                    /** ConfigFile role */
                    role?: string;

                    /** ConfigFile changedSinceStart */
                    changedSinceStart?: merlon.v1.SourcedBool.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ConfigFile. */
                type $Shape = merlon.v1.KubeletFact.ConfigFile.$Properties;
            }
        }

        /**
         * Properties of a ListenersFact.
         * @deprecated Use merlon.v1.ListenersFact.$Properties instead.
         */
        interface IListenersFact extends merlon.v1.ListenersFact.$Properties {
        }

        /** Represents a ListenersFact. */
        class ListenersFact {

            /**
             * Constructs a new ListenersFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListenersFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListenersFact items. */
            items: merlon.v1.ListenersFact.Listener[];

            /**
             * Encodes the specified ListenersFact message. Does not implicitly {@link merlon.v1.ListenersFact.verify|verify} messages.
             * @param message ListenersFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListenersFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListenersFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListenersFact & merlon.v1.ListenersFact.$Shape} ListenersFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListenersFact & merlon.v1.ListenersFact.$Shape;
        }

        namespace ListenersFact {

            /** Properties of a ListenersFact. */
            interface $Properties {

                /** ListenersFact items */
                items?: merlon.v1.ListenersFact.Listener.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListenersFact. */
            type $Shape = merlon.v1.ListenersFact.$Properties;

            /**
             * Properties of a Listener.
             * @deprecated Use merlon.v1.ListenersFact.Listener.$Properties instead.
             */
            interface IListener extends merlon.v1.ListenersFact.Listener.$Properties {
            }

            /** Represents a Listener. */
            class Listener {

                /**
                 * Constructs a new Listener.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.ListenersFact.Listener.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Listener name. */
                name: string;

                /** Listener protocol. */
                protocol: string;

                /** Listener address. */
                address: string;

                /** Listener port. */
                port: number;

                /** Listener scope. */
                scope: string;

                /** Listener dualStack. */
                dualStack: boolean;

                /** Listener process. */
                process: merlon.v1.SourcedString;

                /** Listener pids. */
                pids: number[];

                /** Listener unit. */
                unit: string;

                /** Listener pod. */
                pod: string;

                /** Listener container. */
                container: string;

                /** Listener uid. */
                uid: number;

                /** Listener namespace. */
                namespace: string;

                /**
                 * Encodes the specified Listener message. Does not implicitly {@link merlon.v1.ListenersFact.Listener.verify|verify} messages.
                 * @param message Listener message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.ListenersFact.Listener.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Listener message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.ListenersFact.Listener & merlon.v1.ListenersFact.Listener.$Shape} Listener
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListenersFact.Listener & merlon.v1.ListenersFact.Listener.$Shape;
            }

            namespace Listener {

                /** Properties of a Listener. */
                interface $Properties {

                    /** Listener name */
                    name?: string;

                    /** Listener protocol */
                    protocol?: string;

                    /** Listener address */
                    address?: string;

                    /** Listener port */
                    port?: number;

                    /** Listener scope */
                    scope?: string;

                    /** Listener dualStack */
                    dualStack?: boolean;

                    /** Listener process */
                    process?: merlon.v1.SourcedString.$Properties;

                    /** Listener pids */
                    pids?: number[];

                    /** Listener unit */
                    unit?: string;

                    /** Listener pod */
                    pod?: string;

                    /** Listener container */
                    container?: string;

                    /** Listener uid */
                    uid?: number;

                    /** Listener namespace */
                    namespace?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Listener. */
                type $Shape = merlon.v1.ListenersFact.Listener.$Properties;
            }
        }

        /**
         * Properties of a NodeFact.
         * @deprecated Use merlon.v1.NodeFact.$Properties instead.
         */
        interface INodeFact extends merlon.v1.NodeFact.$Properties {
        }

        /** Represents a NodeFact. */
        class NodeFact {

            /**
             * Constructs a new NodeFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.NodeFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeFact name. */
            name: merlon.v1.SourcedString;

            /** NodeFact roles. */
            roles: string[];

            /** NodeFact rolesSource. */
            rolesSource: string;

            /** NodeFact os. */
            os: merlon.v1.SourcedString;

            /** NodeFact osId. */
            osId: merlon.v1.SourcedString;

            /** NodeFact osVersion. */
            osVersion: merlon.v1.SourcedString;

            /** NodeFact kernel. */
            kernel: merlon.v1.SourcedString;

            /** NodeFact architecture. */
            architecture: merlon.v1.SourcedString;

            /** NodeFact kubeletVersion. */
            kubeletVersion: merlon.v1.SourcedString;

            /** NodeFact runtimes. */
            runtimes: merlon.v1.NodeFact.Runtime[];

            /** NodeFact bootId. */
            bootId: merlon.v1.SourcedString;

            /** NodeFact processors. */
            processors: merlon.v1.SourcedInt;

            /** NodeFact memoryBytes. */
            memoryBytes: merlon.v1.SourcedInt;

            /**
             * Encodes the specified NodeFact message. Does not implicitly {@link merlon.v1.NodeFact.verify|verify} messages.
             * @param message NodeFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.NodeFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.NodeFact & merlon.v1.NodeFact.$Shape} NodeFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.NodeFact & merlon.v1.NodeFact.$Shape;
        }

        namespace NodeFact {

            /** Properties of a NodeFact. */
            interface $Properties {

                /** NodeFact name */
                name?: merlon.v1.SourcedString.$Properties;

                /** NodeFact roles */
                roles?: string[];

                /** NodeFact rolesSource */
                rolesSource?: string;

                /** NodeFact os */
                os?: merlon.v1.SourcedString.$Properties;

                /** NodeFact osId */
                osId?: merlon.v1.SourcedString.$Properties;

                /** NodeFact osVersion */
                osVersion?: merlon.v1.SourcedString.$Properties;

                /** NodeFact kernel */
                kernel?: merlon.v1.SourcedString.$Properties;

                /** NodeFact architecture */
                architecture?: merlon.v1.SourcedString.$Properties;

                /** NodeFact kubeletVersion */
                kubeletVersion?: merlon.v1.SourcedString.$Properties;

                /** NodeFact runtimes */
                runtimes?: merlon.v1.NodeFact.Runtime.$Properties[];

                /** NodeFact bootId */
                bootId?: merlon.v1.SourcedString.$Properties;

                /** NodeFact processors */
                processors?: merlon.v1.SourcedInt.$Properties;

                /** NodeFact memoryBytes */
                memoryBytes?: merlon.v1.SourcedInt.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeFact. */
            type $Shape = merlon.v1.NodeFact.$Properties;

            /**
             * Properties of a Runtime.
             * @deprecated Use merlon.v1.NodeFact.Runtime.$Properties instead.
             */
            interface IRuntime extends merlon.v1.NodeFact.Runtime.$Properties {
            }

            /** Represents a Runtime. */
            class Runtime {

                /**
                 * Constructs a new Runtime.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.NodeFact.Runtime.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Runtime name. */
                name: string;

                /** Runtime version. */
                version: merlon.v1.SourcedString;

                /**
                 * Encodes the specified Runtime message. Does not implicitly {@link merlon.v1.NodeFact.Runtime.verify|verify} messages.
                 * @param message Runtime message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.NodeFact.Runtime.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Runtime message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.NodeFact.Runtime & merlon.v1.NodeFact.Runtime.$Shape} Runtime
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.NodeFact.Runtime & merlon.v1.NodeFact.Runtime.$Shape;
            }

            namespace Runtime {

                /** Properties of a Runtime. */
                interface $Properties {

                    /** Runtime name */
                    name?: string;

                    /** Runtime version */
                    version?: merlon.v1.SourcedString.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Runtime. */
                type $Shape = merlon.v1.NodeFact.Runtime.$Properties;
            }
        }

        /**
         * Properties of an Observation.
         * @deprecated Use merlon.v1.Observation.$Properties instead.
         */
        interface IObservation extends merlon.v1.Observation.$Properties {
        }

        /** Represents an Observation. */
        class Observation {

            /**
             * Constructs a new Observation.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Observation.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Observation domain. */
            domain: string;

            /** Observation schema. */
            schema: number;

            /** Observation status. */
            status: merlon.v1.Observation.Status;

            /** Observation reason. */
            reason: string;

            /** Observation gaps. */
            gaps: merlon.v1.Gap[];

            /** Observation node. */
            node: (merlon.v1.NodeFact|null);

            /** Observation kubelet. */
            kubelet: (merlon.v1.KubeletFact|null);

            /** Observation ssh. */
            ssh: (merlon.v1.SshFact|null);

            /** Observation files. */
            files: (merlon.v1.FilesFact|null);

            /** Observation certificates. */
            certificates: (merlon.v1.CertificatesFact|null);

            /** Observation listeners. */
            listeners: (merlon.v1.ListenersFact|null);

            /** Observation processes. */
            processes: (merlon.v1.ProcessesFact|null);

            /** Observation apiServer. */
            apiServer: (merlon.v1.ApiServerFact|null);

            /** Observation controllerManager. */
            controllerManager: (merlon.v1.ControllerManagerFact|null);

            /** Observation scheduler. */
            scheduler: (merlon.v1.SchedulerFact|null);

            /** Observation etcd. */
            etcd: (merlon.v1.EtcdFact|null);

            /** Observation kubeProxy. */
            kubeProxy: (merlon.v1.KubeProxyFact|null);

            /** Observation auditPolicy. */
            auditPolicy: (merlon.v1.AuditPolicyFact|null);

            /** Observation encryption. */
            encryption: (merlon.v1.EncryptionFact|null);

            /** Observation fact. */
            fact?: ("node"|"kubelet"|"ssh"|"files"|"certificates"|"listeners"|"processes"|"apiServer"|"controllerManager"|"scheduler"|"etcd"|"kubeProxy"|"auditPolicy"|"encryption");

            /**
             * Encodes the specified Observation message. Does not implicitly {@link merlon.v1.Observation.verify|verify} messages.
             * @param message Observation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Observation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Observation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Observation & merlon.v1.Observation.$Shape} Observation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Observation & merlon.v1.Observation.$Shape;
        }

        namespace Observation {

            /** Properties of an Observation. */
            interface $Properties {

                /** Observation domain */
                domain?: string;

                /** Observation schema */
                schema?: number;

                /** Observation status */
                status?: merlon.v1.Observation.Status;

                /** Observation reason */
                reason?: string;

                /** Observation gaps */
                gaps?: merlon.v1.Gap.$Properties[];

                /** Observation node */
                node?: (merlon.v1.NodeFact.$Properties|null);

                /** Observation kubelet */
                kubelet?: (merlon.v1.KubeletFact.$Properties|null);

                /** Observation ssh */
                ssh?: (merlon.v1.SshFact.$Properties|null);

                /** Observation files */
                files?: (merlon.v1.FilesFact.$Properties|null);

                /** Observation certificates */
                certificates?: (merlon.v1.CertificatesFact.$Properties|null);

                /** Observation listeners */
                listeners?: (merlon.v1.ListenersFact.$Properties|null);

                /** Observation processes */
                processes?: (merlon.v1.ProcessesFact.$Properties|null);

                /** Observation apiServer */
                apiServer?: (merlon.v1.ApiServerFact.$Properties|null);

                /** Observation controllerManager */
                controllerManager?: (merlon.v1.ControllerManagerFact.$Properties|null);

                /** Observation scheduler */
                scheduler?: (merlon.v1.SchedulerFact.$Properties|null);

                /** Observation etcd */
                etcd?: (merlon.v1.EtcdFact.$Properties|null);

                /** Observation kubeProxy */
                kubeProxy?: (merlon.v1.KubeProxyFact.$Properties|null);

                /** Observation auditPolicy */
                auditPolicy?: (merlon.v1.AuditPolicyFact.$Properties|null);

                /** Observation encryption */
                encryption?: (merlon.v1.EncryptionFact.$Properties|null);

                /** Observation fact */
                fact?: ("node"|"kubelet"|"ssh"|"files"|"certificates"|"listeners"|"processes"|"apiServer"|"controllerManager"|"scheduler"|"etcd"|"kubeProxy"|"auditPolicy"|"encryption");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an Observation. */
            type $Shape = {
              domain?: string;
              schema?: number;
              status?: merlon.v1.Observation.Status;
              reason?: string;
              gaps?: merlon.v1.Gap.$Shape[];
              node?: merlon.v1.NodeFact.$Shape|null;
              kubelet?: merlon.v1.KubeletFact.$Shape|null;
              ssh?: merlon.v1.SshFact.$Shape|null;
              files?: merlon.v1.FilesFact.$Shape|null;
              certificates?: merlon.v1.CertificatesFact.$Shape|null;
              listeners?: merlon.v1.ListenersFact.$Shape|null;
              processes?: merlon.v1.ProcessesFact.$Shape|null;
              apiServer?: merlon.v1.ApiServerFact.$Shape|null;
              controllerManager?: merlon.v1.ControllerManagerFact.$Shape|null;
              scheduler?: merlon.v1.SchedulerFact.$Shape|null;
              etcd?: merlon.v1.EtcdFact.$Shape|null;
              kubeProxy?: merlon.v1.KubeProxyFact.$Shape|null;
              auditPolicy?: merlon.v1.AuditPolicyFact.$Shape|null;
              encryption?: merlon.v1.EncryptionFact.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ fact?: undefined; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null }|{ fact?: "node"; node: merlon.v1.NodeFact.$Shape; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null }|{ fact?: "kubelet"; node?: null; kubelet: merlon.v1.KubeletFact.$Shape; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null }|{ fact?: "ssh"; node?: null; kubelet?: null; ssh: merlon.v1.SshFact.$Shape; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null }|{ fact?: "files"; node?: null; kubelet?: null; ssh?: null; files: merlon.v1.FilesFact.$Shape; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null }|{ fact?: "certificates"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates: merlon.v1.CertificatesFact.$Shape; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null }|{ fact?: "listeners"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners: merlon.v1.ListenersFact.$Shape; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null }|{ fact?: "processes"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes: merlon.v1.ProcessesFact.$Shape; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null }|{ fact?: "apiServer"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer: merlon.v1.ApiServerFact.$Shape; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null }|{ fact?: "controllerManager"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager: merlon.v1.ControllerManagerFact.$Shape; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null }|{ fact?: "scheduler"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler: merlon.v1.SchedulerFact.$Shape; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null }|{ fact?: "etcd"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd: merlon.v1.EtcdFact.$Shape; kubeProxy?: null; auditPolicy?: null; encryption?: null }|{ fact?: "kubeProxy"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy: merlon.v1.KubeProxyFact.$Shape; auditPolicy?: null; encryption?: null }|{ fact?: "auditPolicy"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy: merlon.v1.AuditPolicyFact.$Shape; encryption?: null }|{ fact?: "encryption"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption: merlon.v1.EncryptionFact.$Shape })
            );

            /** Status enum. */
            enum Status {

                /** STATUS_UNSPECIFIED value */
                STATUS_UNSPECIFIED = 0,

                /** STATUS_OBSERVED value */
                STATUS_OBSERVED = 1,

                /** STATUS_ABSENT value */
                STATUS_ABSENT = 2,

                /** STATUS_DENIED value */
                STATUS_DENIED = 3,

                /** STATUS_FAILED value */
                STATUS_FAILED = 4
            }
        }

        /**
         * Properties of a Gap.
         * @deprecated Use merlon.v1.Gap.$Properties instead.
         */
        interface IGap extends merlon.v1.Gap.$Properties {
        }

        /** Represents a Gap. */
        class Gap {

            /**
             * Constructs a new Gap.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Gap.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Gap path. */
            path: string;

            /** Gap reason. */
            reason: string;

            /**
             * Encodes the specified Gap message. Does not implicitly {@link merlon.v1.Gap.verify|verify} messages.
             * @param message Gap message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Gap.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Gap message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Gap & merlon.v1.Gap.$Shape} Gap
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Gap & merlon.v1.Gap.$Shape;
        }

        namespace Gap {

            /** Properties of a Gap. */
            interface $Properties {

                /** Gap path */
                path?: string;

                /** Gap reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Gap. */
            type $Shape = merlon.v1.Gap.$Properties;
        }

        /**
         * Properties of a ProcessesFact.
         * @deprecated Use merlon.v1.ProcessesFact.$Properties instead.
         */
        interface IProcessesFact extends merlon.v1.ProcessesFact.$Properties {
        }

        /** Represents a ProcessesFact. */
        class ProcessesFact {

            /**
             * Constructs a new ProcessesFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ProcessesFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProcessesFact items. */
            items: merlon.v1.ProcessesFact.Program[];

            /** ProcessesFact unreadable. */
            unreadable: number;

            /**
             * Encodes the specified ProcessesFact message. Does not implicitly {@link merlon.v1.ProcessesFact.verify|verify} messages.
             * @param message ProcessesFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ProcessesFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProcessesFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ProcessesFact & merlon.v1.ProcessesFact.$Shape} ProcessesFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ProcessesFact & merlon.v1.ProcessesFact.$Shape;
        }

        namespace ProcessesFact {

            /** Properties of a ProcessesFact. */
            interface $Properties {

                /** ProcessesFact items */
                items?: merlon.v1.ProcessesFact.Program.$Properties[];

                /** ProcessesFact unreadable */
                unreadable?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProcessesFact. */
            type $Shape = merlon.v1.ProcessesFact.$Properties;

            /**
             * Properties of a Program.
             * @deprecated Use merlon.v1.ProcessesFact.Program.$Properties instead.
             */
            interface IProgram extends merlon.v1.ProcessesFact.Program.$Properties {
            }

            /** Represents a Program. */
            class Program {

                /**
                 * Constructs a new Program.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.ProcessesFact.Program.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Program executable. */
                executable: merlon.v1.SourcedString;

                /** Program deleted. */
                deleted: boolean;

                /** Program uid. */
                uid: number;

                /** Program user. */
                user: string;

                /** Program place. */
                place: string;

                /** Program unit. */
                unit: string;

                /** Program pod. */
                pod: string;

                /** Program container. */
                container: string;

                /**
                 * Encodes the specified Program message. Does not implicitly {@link merlon.v1.ProcessesFact.Program.verify|verify} messages.
                 * @param message Program message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.ProcessesFact.Program.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Program message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.ProcessesFact.Program & merlon.v1.ProcessesFact.Program.$Shape} Program
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ProcessesFact.Program & merlon.v1.ProcessesFact.Program.$Shape;
            }

            namespace Program {

                /** Properties of a Program. */
                interface $Properties {

                    /** Program executable */
                    executable?: merlon.v1.SourcedString.$Properties;

                    /** Program deleted */
                    deleted?: boolean;

                    /** Program uid */
                    uid?: number;

                    /** Program user */
                    user?: string;

                    /** Program place */
                    place?: string;

                    /** Program unit */
                    unit?: string;

                    /** Program pod */
                    pod?: string;

                    /** Program container */
                    container?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Program. */
                type $Shape = merlon.v1.ProcessesFact.Program.$Properties;
            }
        }

        /**
         * Properties of a SshFact.
         * @deprecated Use merlon.v1.SshFact.$Properties instead.
         */
        interface ISshFact extends merlon.v1.SshFact.$Properties {
        }

        /** Represents a SshFact. */
        class SshFact {

            /**
             * Constructs a new SshFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.SshFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SshFact settings. */
            settings: merlon.v1.Setting[];

            /** SshFact matches. */
            matches: merlon.v1.SshFact.MatchBlock[];

            /** SshFact daemon. */
            daemon: merlon.v1.SshFact.Daemon;

            /** SshFact version. */
            version: merlon.v1.SourcedString;

            /** SshFact files. */
            files: merlon.v1.SshFact.ConfigFile[];

            /** SshFact warnings. */
            warnings: string[];

            /**
             * Encodes the specified SshFact message. Does not implicitly {@link merlon.v1.SshFact.verify|verify} messages.
             * @param message SshFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.SshFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SshFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.SshFact & merlon.v1.SshFact.$Shape} SshFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.SshFact & merlon.v1.SshFact.$Shape;
        }

        namespace SshFact {

            /** Properties of a SshFact. */
            interface $Properties {

                /** SshFact settings */
                settings?: merlon.v1.Setting.$Properties[];

                /** SshFact matches */
                matches?: merlon.v1.SshFact.MatchBlock.$Properties[];

                /** SshFact daemon */
                daemon?: merlon.v1.SshFact.Daemon.$Properties;

                /** SshFact version */
                version?: merlon.v1.SourcedString.$Properties;

                /** SshFact files */
                files?: merlon.v1.SshFact.ConfigFile.$Properties[];

                /** SshFact warnings */
                warnings?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SshFact. */
            type $Shape = {
              settings?: merlon.v1.Setting.$Shape[];
              matches?: merlon.v1.SshFact.MatchBlock.$Shape[];
              daemon?: merlon.v1.SshFact.Daemon.$Shape;
              version?: merlon.v1.SourcedString.$Shape;
              files?: merlon.v1.SshFact.ConfigFile.$Shape[];
              warnings?: string[];
              $unknowns?: Uint8Array[];
            };

            /**
             * Properties of a MatchBlock.
             * @deprecated Use merlon.v1.SshFact.MatchBlock.$Properties instead.
             */
            interface IMatchBlock extends merlon.v1.SshFact.MatchBlock.$Properties {
            }

            /** Represents a MatchBlock. */
            class MatchBlock {

                /**
                 * Constructs a new MatchBlock.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.SshFact.MatchBlock.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MatchBlock criteria. */
                criteria: string;

                /** MatchBlock source. */
                source: string;

                /** MatchBlock settings. */
                settings: merlon.v1.Setting[];

                /**
                 * Encodes the specified MatchBlock message. Does not implicitly {@link merlon.v1.SshFact.MatchBlock.verify|verify} messages.
                 * @param message MatchBlock message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.SshFact.MatchBlock.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MatchBlock message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.SshFact.MatchBlock & merlon.v1.SshFact.MatchBlock.$Shape} MatchBlock
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.SshFact.MatchBlock & merlon.v1.SshFact.MatchBlock.$Shape;
            }

            namespace MatchBlock {

                /** Properties of a MatchBlock. */
                interface $Properties {

                    /** MatchBlock criteria */
                    criteria?: string;

                    /** MatchBlock source */
                    source?: string;

                    /** MatchBlock settings */
                    settings?: merlon.v1.Setting.$Properties[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MatchBlock. */
                type $Shape = {
                  criteria?: string;
                  source?: string;
                  settings?: merlon.v1.Setting.$Shape[];
                  $unknowns?: Uint8Array[];
                };
            }

            /**
             * Properties of a Daemon.
             * @deprecated Use merlon.v1.SshFact.Daemon.$Properties instead.
             */
            interface IDaemon extends merlon.v1.SshFact.Daemon.$Properties {
            }

            /** Represents a Daemon. */
            class Daemon {

                /**
                 * Constructs a new Daemon.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.SshFact.Daemon.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Daemon pid. */
                pid: number;

                /** Daemon executable. */
                executable: string;

                /** Daemon started. */
                started: string;

                /**
                 * Encodes the specified Daemon message. Does not implicitly {@link merlon.v1.SshFact.Daemon.verify|verify} messages.
                 * @param message Daemon message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.SshFact.Daemon.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Daemon message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.SshFact.Daemon & merlon.v1.SshFact.Daemon.$Shape} Daemon
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.SshFact.Daemon & merlon.v1.SshFact.Daemon.$Shape;
            }

            namespace Daemon {

                /** Properties of a Daemon. */
                interface $Properties {

                    /** Daemon pid */
                    pid?: number;

                    /** Daemon executable */
                    executable?: string;

                    /** Daemon started */
                    started?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Daemon. */
                type $Shape = merlon.v1.SshFact.Daemon.$Properties;
            }

            /**
             * Properties of a ConfigFile.
             * @deprecated Use merlon.v1.SshFact.ConfigFile.$Properties instead.
             */
            interface IConfigFile extends merlon.v1.SshFact.ConfigFile.$Properties {
            }

            /** Represents a ConfigFile. */
            class ConfigFile {

                /**
                 * Constructs a new ConfigFile.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.SshFact.ConfigFile.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ConfigFile path. */
                path: string;

                /** ConfigFile changedSinceStart. */
                changedSinceStart: merlon.v1.SourcedBool;

                /**
                 * Encodes the specified ConfigFile message. Does not implicitly {@link merlon.v1.SshFact.ConfigFile.verify|verify} messages.
                 * @param message ConfigFile message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.SshFact.ConfigFile.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ConfigFile message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.SshFact.ConfigFile & merlon.v1.SshFact.ConfigFile.$Shape} ConfigFile
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.SshFact.ConfigFile & merlon.v1.SshFact.ConfigFile.$Shape;
            }

            namespace ConfigFile {

                /** Properties of a ConfigFile. */
                interface $Properties {

                    /** ConfigFile path */
                    path?: string;

                    /** ConfigFile changedSinceStart */
                    changedSinceStart?: merlon.v1.SourcedBool.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ConfigFile. */
                type $Shape = merlon.v1.SshFact.ConfigFile.$Properties;
            }
        }

        /**
         * Properties of a Finding.
         * @deprecated Use merlon.v1.Finding.$Properties instead.
         */
        interface IFinding extends merlon.v1.Finding.$Properties {
        }

        /** Represents a Finding. */
        class Finding {

            /**
             * Constructs a new Finding.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Finding.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Finding id. */
            id: string;

            /** Finding clusterId. */
            clusterId: string;

            /** Finding nodeId. */
            nodeId: string;

            /** Finding nodeName. */
            nodeName: string;

            /** Finding rule. */
            rule: string;

            /** Finding title. */
            title: string;

            /** Finding severity. */
            severity: merlon.v1.Severity;

            /** Finding domain. */
            domain: string;

            /** Finding subject. */
            subject: string;

            /** Finding outcome. */
            outcome: merlon.v1.Outcome;

            /** Finding message. */
            message: string;

            /** Finding evidence. */
            evidence: merlon.v1.Evidence[];

            /** Finding references. */
            references: merlon.v1.Reference[];

            /** Finding remediation. */
            remediation: string;

            /** Finding level. */
            level: string;

            /** Finding changedTime. */
            changedTime: google.protobuf.Timestamp;

            /** Finding previousOutcome. */
            previousOutcome: (merlon.v1.Outcome|null);

            /** Finding previousMessage. */
            previousMessage: string;

            /** Finding firstTime. */
            firstTime: google.protobuf.Timestamp;

            /** Finding stale. */
            stale: boolean;

            /**
             * Encodes the specified Finding message. Does not implicitly {@link merlon.v1.Finding.verify|verify} messages.
             * @param message Finding message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Finding.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Finding message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Finding & merlon.v1.Finding.$Shape} Finding
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Finding & merlon.v1.Finding.$Shape;
        }

        namespace Finding {

            /** Properties of a Finding. */
            interface $Properties {

                /** Finding id */
                id?: string;

                /** Finding clusterId */
                clusterId?: string;

                /** Finding nodeId */
                nodeId?: string;

                /** Finding nodeName */
                nodeName?: string;

                /** Finding rule */
                rule?: string;

                /** Finding title */
                title?: string;

                /** Finding severity */
                severity?: merlon.v1.Severity;

                /** Finding domain */
                domain?: string;

                /** Finding subject */
                subject?: string;

                /** Finding outcome */
                outcome?: merlon.v1.Outcome;

                /** Finding message */
                message?: string;

                /** Finding evidence */
                evidence?: merlon.v1.Evidence.$Properties[];

                /** Finding references */
                references?: merlon.v1.Reference.$Properties[];

                /** Finding remediation */
                remediation?: string;

                /** Finding level */
                level?: string;

                /** Finding changedTime */
                changedTime?: google.protobuf.Timestamp.$Properties;

                /** Finding previousOutcome */
                previousOutcome?: (merlon.v1.Outcome|null);

                /** Finding previousMessage */
                previousMessage?: string;

                /** Finding firstTime */
                firstTime?: google.protobuf.Timestamp.$Properties;

                /** Finding stale */
                stale?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Finding. */
            type $Shape = merlon.v1.Finding.$Properties;
        }

        /**
         * Properties of an Evidence.
         * @deprecated Use merlon.v1.Evidence.$Properties instead.
         */
        interface IEvidence extends merlon.v1.Evidence.$Properties {
        }

        /** Represents an Evidence. */
        class Evidence {

            /**
             * Constructs a new Evidence.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Evidence.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Evidence field. */
            field: string;

            /** Evidence value. */
            value: string;

            /** Evidence source. */
            source: string;

            /** Evidence overridden. */
            overridden: merlon.v1.OverriddenEvidence[];

            /** Evidence unknown. */
            unknown: string;

            /**
             * Encodes the specified Evidence message. Does not implicitly {@link merlon.v1.Evidence.verify|verify} messages.
             * @param message Evidence message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Evidence.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Evidence message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Evidence & merlon.v1.Evidence.$Shape} Evidence
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Evidence & merlon.v1.Evidence.$Shape;
        }

        namespace Evidence {

            /** Properties of an Evidence. */
            interface $Properties {

                /** Evidence field */
                field?: string;

                /** Evidence value */
                value?: string;

                /** Evidence source */
                source?: string;

                /** Evidence overridden */
                overridden?: merlon.v1.OverriddenEvidence.$Properties[];

                /** Evidence unknown */
                unknown?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Evidence. */
            type $Shape = merlon.v1.Evidence.$Properties;
        }

        /**
         * Properties of an OverriddenEvidence.
         * @deprecated Use merlon.v1.OverriddenEvidence.$Properties instead.
         */
        interface IOverriddenEvidence extends merlon.v1.OverriddenEvidence.$Properties {
        }

        /** Represents an OverriddenEvidence. */
        class OverriddenEvidence {

            /**
             * Constructs a new OverriddenEvidence.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.OverriddenEvidence.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OverriddenEvidence value. */
            value: string;

            /** OverriddenEvidence source. */
            source: string;

            /**
             * Encodes the specified OverriddenEvidence message. Does not implicitly {@link merlon.v1.OverriddenEvidence.verify|verify} messages.
             * @param message OverriddenEvidence message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.OverriddenEvidence.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OverriddenEvidence message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.OverriddenEvidence & merlon.v1.OverriddenEvidence.$Shape} OverriddenEvidence
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.OverriddenEvidence & merlon.v1.OverriddenEvidence.$Shape;
        }

        namespace OverriddenEvidence {

            /** Properties of an OverriddenEvidence. */
            interface $Properties {

                /** OverriddenEvidence value */
                value?: string;

                /** OverriddenEvidence source */
                source?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OverriddenEvidence. */
            type $Shape = merlon.v1.OverriddenEvidence.$Properties;
        }

        /**
         * Properties of a Reference.
         * @deprecated Use merlon.v1.Reference.$Properties instead.
         */
        interface IReference extends merlon.v1.Reference.$Properties {
        }

        /** Represents a Reference. */
        class Reference {

            /**
             * Constructs a new Reference.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Reference.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Reference framework. */
            framework: string;

            /** Reference ids. */
            ids: string[];

            /**
             * Encodes the specified Reference message. Does not implicitly {@link merlon.v1.Reference.verify|verify} messages.
             * @param message Reference message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Reference.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Reference message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Reference & merlon.v1.Reference.$Shape} Reference
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Reference & merlon.v1.Reference.$Shape;
        }

        namespace Reference {

            /** Properties of a Reference. */
            interface $Properties {

                /** Reference framework */
                framework?: string;

                /** Reference ids */
                ids?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Reference. */
            type $Shape = merlon.v1.Reference.$Properties;
        }

        /** Severity enum. */
        enum Severity {

            /** SEVERITY_UNSPECIFIED value */
            SEVERITY_UNSPECIFIED = 0,

            /** SEVERITY_INFO value */
            SEVERITY_INFO = 1,

            /** SEVERITY_LOW value */
            SEVERITY_LOW = 2,

            /** SEVERITY_MEDIUM value */
            SEVERITY_MEDIUM = 3,

            /** SEVERITY_HIGH value */
            SEVERITY_HIGH = 4,

            /** SEVERITY_CRITICAL value */
            SEVERITY_CRITICAL = 5
        }

        /** Outcome enum. */
        enum Outcome {

            /** OUTCOME_UNSPECIFIED value */
            OUTCOME_UNSPECIFIED = 0,

            /** OUTCOME_PASS value */
            OUTCOME_PASS = 1,

            /** OUTCOME_FAIL value */
            OUTCOME_FAIL = 2,

            /** OUTCOME_REVIEW value */
            OUTCOME_REVIEW = 3,

            /** OUTCOME_NOT_APPLICABLE value */
            OUTCOME_NOT_APPLICABLE = 4,

            /** OUTCOME_UNKNOWN value */
            OUTCOME_UNKNOWN = 5,

            /** OUTCOME_ERROR value */
            OUTCOME_ERROR = 6
        }

        /**
         * Properties of a Counts.
         * @deprecated Use merlon.v1.Counts.$Properties instead.
         */
        interface ICounts extends merlon.v1.Counts.$Properties {
        }

        /** Represents a Counts. */
        class Counts {

            /**
             * Constructs a new Counts.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Counts.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Counts pass. */
            pass: number;

            /** Counts fail. */
            fail: number;

            /** Counts review. */
            review: number;

            /** Counts notApplicable. */
            notApplicable: number;

            /** Counts unknown. */
            unknown: number;

            /** Counts error. */
            error: number;

            /**
             * Encodes the specified Counts message. Does not implicitly {@link merlon.v1.Counts.verify|verify} messages.
             * @param message Counts message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Counts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Counts message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Counts & merlon.v1.Counts.$Shape} Counts
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Counts & merlon.v1.Counts.$Shape;
        }

        namespace Counts {

            /** Properties of a Counts. */
            interface $Properties {

                /** Counts pass */
                pass?: number;

                /** Counts fail */
                fail?: number;

                /** Counts review */
                review?: number;

                /** Counts notApplicable */
                notApplicable?: number;

                /** Counts unknown */
                unknown?: number;

                /** Counts error */
                error?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Counts. */
            type $Shape = merlon.v1.Counts.$Properties;
        }

        /**
         * Properties of a SeverityCount.
         * @deprecated Use merlon.v1.SeverityCount.$Properties instead.
         */
        interface ISeverityCount extends merlon.v1.SeverityCount.$Properties {
        }

        /** Represents a SeverityCount. */
        class SeverityCount {

            /**
             * Constructs a new SeverityCount.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.SeverityCount.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SeverityCount severity. */
            severity: merlon.v1.Severity;

            /** SeverityCount fail. */
            fail: number;

            /** SeverityCount unknown. */
            unknown: number;

            /**
             * Encodes the specified SeverityCount message. Does not implicitly {@link merlon.v1.SeverityCount.verify|verify} messages.
             * @param message SeverityCount message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.SeverityCount.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SeverityCount message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.SeverityCount & merlon.v1.SeverityCount.$Shape} SeverityCount
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.SeverityCount & merlon.v1.SeverityCount.$Shape;
        }

        namespace SeverityCount {

            /** Properties of a SeverityCount. */
            interface $Properties {

                /** SeverityCount severity */
                severity?: merlon.v1.Severity;

                /** SeverityCount fail */
                fail?: number;

                /** SeverityCount unknown */
                unknown?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SeverityCount. */
            type $Shape = merlon.v1.SeverityCount.$Properties;
        }

        /**
         * Properties of a Coverage.
         * @deprecated Use merlon.v1.Coverage.$Properties instead.
         */
        interface ICoverage extends merlon.v1.Coverage.$Properties {
        }

        /** Represents a Coverage. */
        class Coverage {

            /**
             * Constructs a new Coverage.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Coverage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Coverage expected. */
            expected: number;

            /** Coverage reporting. */
            reporting: number;

            /** Coverage stale. */
            stale: number;

            /** Coverage silent. */
            silent: number;

            /** Coverage neverSeen. */
            neverSeen: number;

            /**
             * Encodes the specified Coverage message. Does not implicitly {@link merlon.v1.Coverage.verify|verify} messages.
             * @param message Coverage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Coverage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Coverage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Coverage & merlon.v1.Coverage.$Shape} Coverage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Coverage & merlon.v1.Coverage.$Shape;
        }

        namespace Coverage {

            /** Properties of a Coverage. */
            interface $Properties {

                /** Coverage expected */
                expected?: number;

                /** Coverage reporting */
                reporting?: number;

                /** Coverage stale */
                stale?: number;

                /** Coverage silent */
                silent?: number;

                /** Coverage neverSeen */
                neverSeen?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Coverage. */
            type $Shape = merlon.v1.Coverage.$Properties;
        }

        /**
         * Properties of a Report.
         * @deprecated Use merlon.v1.Report.$Properties instead.
         */
        interface IReport extends merlon.v1.Report.$Properties {
        }

        /** Represents a Report. */
        class Report {

            /**
             * Constructs a new Report.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Report.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Report clusterId. */
            clusterId: string;

            /** Report clusterName. */
            clusterName: string;

            /** Report asOf. */
            asOf: google.protobuf.Timestamp;

            /** Report coverage. */
            coverage: merlon.v1.Coverage;

            /** Report counts. */
            counts: merlon.v1.Counts;

            /** Report score. */
            score: (number|null);

            /** Report severities. */
            severities: merlon.v1.SeverityCount[];

            /** Report worst. */
            worst: merlon.v1.Finding[];

            /** Report changes. */
            changes: merlon.v1.Change[];

            /** Report nodes. */
            nodes: merlon.v1.Node[];

            /** Report rulePackVersion. */
            rulePackVersion: string;

            /** Report ruleChanges. */
            ruleChanges: string[];

            /**
             * Encodes the specified Report message. Does not implicitly {@link merlon.v1.Report.verify|verify} messages.
             * @param message Report message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Report.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Report message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Report & merlon.v1.Report.$Shape} Report
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Report & merlon.v1.Report.$Shape;
        }

        namespace Report {

            /** Properties of a Report. */
            interface $Properties {

                /** Report clusterId */
                clusterId?: string;

                /** Report clusterName */
                clusterName?: string;

                /** Report asOf */
                asOf?: google.protobuf.Timestamp.$Properties;

                /** Report coverage */
                coverage?: merlon.v1.Coverage.$Properties;

                /** Report counts */
                counts?: merlon.v1.Counts.$Properties;

                /** Report score */
                score?: (number|null);

                /** Report severities */
                severities?: merlon.v1.SeverityCount.$Properties[];

                /** Report worst */
                worst?: merlon.v1.Finding.$Properties[];

                /** Report changes */
                changes?: merlon.v1.Change.$Properties[];

                /** Report nodes */
                nodes?: merlon.v1.Node.$Properties[];

                /** Report rulePackVersion */
                rulePackVersion?: string;

                /** Report ruleChanges */
                ruleChanges?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Report. */
            type $Shape = merlon.v1.Report.$Properties;
        }

        /**
         * Properties of a Change.
         * @deprecated Use merlon.v1.Change.$Properties instead.
         */
        interface IChange extends merlon.v1.Change.$Properties {
        }

        /** Represents a Change. */
        class Change {

            /**
             * Constructs a new Change.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Change.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Change findingId. */
            findingId: string;

            /** Change nodeName. */
            nodeName: string;

            /** Change rule. */
            rule: string;

            /** Change title. */
            title: string;

            /** Change subject. */
            subject: string;

            /** Change severity. */
            severity: merlon.v1.Severity;

            /** Change from. */
            from: (merlon.v1.Outcome|null);

            /** Change to. */
            to: (merlon.v1.Outcome|null);

            /** Change fromMessage. */
            fromMessage: string;

            /** Change toMessage. */
            toMessage: string;

            /** Change time. */
            time: google.protobuf.Timestamp;

            /** Change factHash. */
            factHash: string;

            /** Change rulePack. */
            rulePack: string;

            /**
             * Encodes the specified Change message. Does not implicitly {@link merlon.v1.Change.verify|verify} messages.
             * @param message Change message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Change.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Change message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Change & merlon.v1.Change.$Shape} Change
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Change & merlon.v1.Change.$Shape;
        }

        namespace Change {

            /** Properties of a Change. */
            interface $Properties {

                /** Change findingId */
                findingId?: string;

                /** Change nodeName */
                nodeName?: string;

                /** Change rule */
                rule?: string;

                /** Change title */
                title?: string;

                /** Change subject */
                subject?: string;

                /** Change severity */
                severity?: merlon.v1.Severity;

                /** Change from */
                from?: (merlon.v1.Outcome|null);

                /** Change to */
                to?: (merlon.v1.Outcome|null);

                /** Change fromMessage */
                fromMessage?: string;

                /** Change toMessage */
                toMessage?: string;

                /** Change time */
                time?: google.protobuf.Timestamp.$Properties;

                /** Change factHash */
                factHash?: string;

                /** Change rulePack */
                rulePack?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Change. */
            type $Shape = merlon.v1.Change.$Properties;
        }

        /**
         * Properties of a Node.
         * @deprecated Use merlon.v1.Node.$Properties instead.
         */
        interface INode extends merlon.v1.Node.$Properties {
        }

        /** Represents a Node. */
        class Node {

            /**
             * Constructs a new Node.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Node.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Node clusterId. */
            clusterId: string;

            /** Node id. */
            id: string;

            /** Node name. */
            name: string;

            /** Node roles. */
            roles: string[];

            /** Node kubeletVersion. */
            kubeletVersion: string;

            /** Node agentVersion. */
            agentVersion: string;

            /** Node state. */
            state: string;

            /** Node lastSeenTime. */
            lastSeenTime: google.protobuf.Timestamp;

            /** Node counts. */
            counts: merlon.v1.Counts;

            /** Node degraded. */
            degraded: string[];

            /** Node domains. */
            domains: merlon.v1.DomainState[];

            /** Node clockOffsetMilliseconds. */
            clockOffsetMilliseconds: number;

            /** Node vitals. */
            vitals: merlon.v1.Vitals;

            /**
             * Encodes the specified Node message. Does not implicitly {@link merlon.v1.Node.verify|verify} messages.
             * @param message Node message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Node.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Node message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Node & merlon.v1.Node.$Shape} Node
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Node & merlon.v1.Node.$Shape;
        }

        namespace Node {

            /** Properties of a Node. */
            interface $Properties {

                /** Node clusterId */
                clusterId?: string;

                /** Node id */
                id?: string;

                /** Node name */
                name?: string;

                /** Node roles */
                roles?: string[];

                /** Node kubeletVersion */
                kubeletVersion?: string;

                /** Node agentVersion */
                agentVersion?: string;

                /** Node state */
                state?: string;

                /** Node lastSeenTime */
                lastSeenTime?: google.protobuf.Timestamp.$Properties;

                /** Node counts */
                counts?: merlon.v1.Counts.$Properties;

                /** Node degraded */
                degraded?: string[];

                /** Node domains */
                domains?: merlon.v1.DomainState.$Properties[];

                /** Node clockOffsetMilliseconds */
                clockOffsetMilliseconds?: number;

                /** Node vitals */
                vitals?: merlon.v1.Vitals.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Node. */
            type $Shape = merlon.v1.Node.$Properties;
        }

        /**
         * Properties of a Vitals.
         * @deprecated Use merlon.v1.Vitals.$Properties instead.
         */
        interface IVitals extends merlon.v1.Vitals.$Properties {
        }

        /** Represents a Vitals. */
        class Vitals {

            /**
             * Constructs a new Vitals.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Vitals.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Vitals uptimeSeconds. */
            uptimeSeconds: number;

            /** Vitals load1. */
            load1: number;

            /** Vitals memoryTotalBytes. */
            memoryTotalBytes: number;

            /** Vitals memoryAvailableBytes. */
            memoryAvailableBytes: number;

            /** Vitals agentMemoryBytes. */
            agentMemoryBytes: number;

            /** Vitals agentCpuSeconds. */
            agentCpuSeconds: number;

            /**
             * Encodes the specified Vitals message. Does not implicitly {@link merlon.v1.Vitals.verify|verify} messages.
             * @param message Vitals message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Vitals.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Vitals message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Vitals & merlon.v1.Vitals.$Shape} Vitals
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Vitals & merlon.v1.Vitals.$Shape;
        }

        namespace Vitals {

            /** Properties of a Vitals. */
            interface $Properties {

                /** Vitals uptimeSeconds */
                uptimeSeconds?: number;

                /** Vitals load1 */
                load1?: number;

                /** Vitals memoryTotalBytes */
                memoryTotalBytes?: number;

                /** Vitals memoryAvailableBytes */
                memoryAvailableBytes?: number;

                /** Vitals agentMemoryBytes */
                agentMemoryBytes?: number;

                /** Vitals agentCpuSeconds */
                agentCpuSeconds?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Vitals. */
            type $Shape = merlon.v1.Vitals.$Properties;
        }

        /**
         * Properties of a DomainState.
         * @deprecated Use merlon.v1.DomainState.$Properties instead.
         */
        interface IDomainState extends merlon.v1.DomainState.$Properties {
        }

        /** Represents a DomainState. */
        class DomainState {

            /**
             * Constructs a new DomainState.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.DomainState.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DomainState domain. */
            domain: string;

            /** DomainState status. */
            status: string;

            /** DomainState reason. */
            reason: string;

            /** DomainState gaps. */
            gaps: number;

            /** DomainState observedTime. */
            observedTime: google.protobuf.Timestamp;

            /**
             * Encodes the specified DomainState message. Does not implicitly {@link merlon.v1.DomainState.verify|verify} messages.
             * @param message DomainState message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.DomainState.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DomainState message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.DomainState & merlon.v1.DomainState.$Shape} DomainState
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.DomainState & merlon.v1.DomainState.$Shape;
        }

        namespace DomainState {

            /** Properties of a DomainState. */
            interface $Properties {

                /** DomainState domain */
                domain?: string;

                /** DomainState status */
                status?: string;

                /** DomainState reason */
                reason?: string;

                /** DomainState gaps */
                gaps?: number;

                /** DomainState observedTime */
                observedTime?: google.protobuf.Timestamp.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DomainState. */
            type $Shape = merlon.v1.DomainState.$Properties;
        }

        /**
         * Properties of a GetReportRequest.
         * @deprecated Use merlon.v1.GetReportRequest.$Properties instead.
         */
        interface IGetReportRequest extends merlon.v1.GetReportRequest.$Properties {
        }

        /** Represents a GetReportRequest. */
        class GetReportRequest {

            /**
             * Constructs a new GetReportRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.GetReportRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified GetReportRequest message. Does not implicitly {@link merlon.v1.GetReportRequest.verify|verify} messages.
             * @param message GetReportRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.GetReportRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetReportRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.GetReportRequest & merlon.v1.GetReportRequest.$Shape} GetReportRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.GetReportRequest & merlon.v1.GetReportRequest.$Shape;
        }

        namespace GetReportRequest {

            /** Properties of a GetReportRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetReportRequest. */
            type $Shape = merlon.v1.GetReportRequest.$Properties;
        }

        /**
         * Properties of a GetReportResponse.
         * @deprecated Use merlon.v1.GetReportResponse.$Properties instead.
         */
        interface IGetReportResponse extends merlon.v1.GetReportResponse.$Properties {
        }

        /** Represents a GetReportResponse. */
        class GetReportResponse {

            /**
             * Constructs a new GetReportResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.GetReportResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetReportResponse report. */
            report: merlon.v1.Report;

            /**
             * Encodes the specified GetReportResponse message. Does not implicitly {@link merlon.v1.GetReportResponse.verify|verify} messages.
             * @param message GetReportResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.GetReportResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetReportResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.GetReportResponse & merlon.v1.GetReportResponse.$Shape} GetReportResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.GetReportResponse & merlon.v1.GetReportResponse.$Shape;
        }

        namespace GetReportResponse {

            /** Properties of a GetReportResponse. */
            interface $Properties {

                /** GetReportResponse report */
                report?: merlon.v1.Report.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetReportResponse. */
            type $Shape = merlon.v1.GetReportResponse.$Properties;
        }

        /**
         * Properties of a WatchReportRequest.
         * @deprecated Use merlon.v1.WatchReportRequest.$Properties instead.
         */
        interface IWatchReportRequest extends merlon.v1.WatchReportRequest.$Properties {
        }

        /** Represents a WatchReportRequest. */
        class WatchReportRequest {

            /**
             * Constructs a new WatchReportRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.WatchReportRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified WatchReportRequest message. Does not implicitly {@link merlon.v1.WatchReportRequest.verify|verify} messages.
             * @param message WatchReportRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.WatchReportRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchReportRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.WatchReportRequest & merlon.v1.WatchReportRequest.$Shape} WatchReportRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.WatchReportRequest & merlon.v1.WatchReportRequest.$Shape;
        }

        namespace WatchReportRequest {

            /** Properties of a WatchReportRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WatchReportRequest. */
            type $Shape = merlon.v1.WatchReportRequest.$Properties;
        }

        /**
         * Properties of a WatchReportResponse.
         * @deprecated Use merlon.v1.WatchReportResponse.$Properties instead.
         */
        interface IWatchReportResponse extends merlon.v1.WatchReportResponse.$Properties {
        }

        /** Represents a WatchReportResponse. */
        class WatchReportResponse {

            /**
             * Constructs a new WatchReportResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.WatchReportResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchReportResponse report. */
            report: merlon.v1.Report;

            /**
             * Encodes the specified WatchReportResponse message. Does not implicitly {@link merlon.v1.WatchReportResponse.verify|verify} messages.
             * @param message WatchReportResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.WatchReportResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchReportResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.WatchReportResponse & merlon.v1.WatchReportResponse.$Shape} WatchReportResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.WatchReportResponse & merlon.v1.WatchReportResponse.$Shape;
        }

        namespace WatchReportResponse {

            /** Properties of a WatchReportResponse. */
            interface $Properties {

                /** WatchReportResponse report */
                report?: merlon.v1.Report.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WatchReportResponse. */
            type $Shape = merlon.v1.WatchReportResponse.$Properties;
        }

        /**
         * Properties of a ListFindingsRequest.
         * @deprecated Use merlon.v1.ListFindingsRequest.$Properties instead.
         */
        interface IListFindingsRequest extends merlon.v1.ListFindingsRequest.$Properties {
        }

        /** Represents a ListFindingsRequest. */
        class ListFindingsRequest {

            /**
             * Constructs a new ListFindingsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListFindingsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListFindingsRequest pageSize. */
            pageSize: number;

            /** ListFindingsRequest pageToken. */
            pageToken: string;

            /** ListFindingsRequest outcomes. */
            outcomes: merlon.v1.Outcome[];

            /** ListFindingsRequest minSeverity. */
            minSeverity: merlon.v1.Severity;

            /** ListFindingsRequest nodes. */
            nodes: string[];

            /** ListFindingsRequest rules. */
            rules: string[];

            /**
             * Encodes the specified ListFindingsRequest message. Does not implicitly {@link merlon.v1.ListFindingsRequest.verify|verify} messages.
             * @param message ListFindingsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListFindingsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListFindingsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListFindingsRequest & merlon.v1.ListFindingsRequest.$Shape} ListFindingsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListFindingsRequest & merlon.v1.ListFindingsRequest.$Shape;
        }

        namespace ListFindingsRequest {

            /** Properties of a ListFindingsRequest. */
            interface $Properties {

                /** ListFindingsRequest pageSize */
                pageSize?: number;

                /** ListFindingsRequest pageToken */
                pageToken?: string;

                /** ListFindingsRequest outcomes */
                outcomes?: merlon.v1.Outcome[];

                /** ListFindingsRequest minSeverity */
                minSeverity?: merlon.v1.Severity;

                /** ListFindingsRequest nodes */
                nodes?: string[];

                /** ListFindingsRequest rules */
                rules?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListFindingsRequest. */
            type $Shape = merlon.v1.ListFindingsRequest.$Properties;
        }

        /**
         * Properties of a ListFindingsResponse.
         * @deprecated Use merlon.v1.ListFindingsResponse.$Properties instead.
         */
        interface IListFindingsResponse extends merlon.v1.ListFindingsResponse.$Properties {
        }

        /** Represents a ListFindingsResponse. */
        class ListFindingsResponse {

            /**
             * Constructs a new ListFindingsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListFindingsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListFindingsResponse findings. */
            findings: merlon.v1.Finding[];

            /** ListFindingsResponse nextPageToken. */
            nextPageToken: string;

            /** ListFindingsResponse totalSize. */
            totalSize: number;

            /**
             * Encodes the specified ListFindingsResponse message. Does not implicitly {@link merlon.v1.ListFindingsResponse.verify|verify} messages.
             * @param message ListFindingsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListFindingsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListFindingsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListFindingsResponse & merlon.v1.ListFindingsResponse.$Shape} ListFindingsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListFindingsResponse & merlon.v1.ListFindingsResponse.$Shape;
        }

        namespace ListFindingsResponse {

            /** Properties of a ListFindingsResponse. */
            interface $Properties {

                /** ListFindingsResponse findings */
                findings?: merlon.v1.Finding.$Properties[];

                /** ListFindingsResponse nextPageToken */
                nextPageToken?: string;

                /** ListFindingsResponse totalSize */
                totalSize?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListFindingsResponse. */
            type $Shape = merlon.v1.ListFindingsResponse.$Properties;
        }

        /**
         * Properties of a GetFindingRequest.
         * @deprecated Use merlon.v1.GetFindingRequest.$Properties instead.
         */
        interface IGetFindingRequest extends merlon.v1.GetFindingRequest.$Properties {
        }

        /** Represents a GetFindingRequest. */
        class GetFindingRequest {

            /**
             * Constructs a new GetFindingRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.GetFindingRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetFindingRequest id. */
            id: string;

            /**
             * Encodes the specified GetFindingRequest message. Does not implicitly {@link merlon.v1.GetFindingRequest.verify|verify} messages.
             * @param message GetFindingRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.GetFindingRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetFindingRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.GetFindingRequest & merlon.v1.GetFindingRequest.$Shape} GetFindingRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.GetFindingRequest & merlon.v1.GetFindingRequest.$Shape;
        }

        namespace GetFindingRequest {

            /** Properties of a GetFindingRequest. */
            interface $Properties {

                /** GetFindingRequest id */
                id?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetFindingRequest. */
            type $Shape = merlon.v1.GetFindingRequest.$Properties;
        }

        /**
         * Properties of a GetFindingResponse.
         * @deprecated Use merlon.v1.GetFindingResponse.$Properties instead.
         */
        interface IGetFindingResponse extends merlon.v1.GetFindingResponse.$Properties {
        }

        /** Represents a GetFindingResponse. */
        class GetFindingResponse {

            /**
             * Constructs a new GetFindingResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.GetFindingResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetFindingResponse finding. */
            finding: merlon.v1.Finding;

            /** GetFindingResponse history. */
            history: merlon.v1.Change[];

            /**
             * Encodes the specified GetFindingResponse message. Does not implicitly {@link merlon.v1.GetFindingResponse.verify|verify} messages.
             * @param message GetFindingResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.GetFindingResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetFindingResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.GetFindingResponse & merlon.v1.GetFindingResponse.$Shape} GetFindingResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.GetFindingResponse & merlon.v1.GetFindingResponse.$Shape;
        }

        namespace GetFindingResponse {

            /** Properties of a GetFindingResponse. */
            interface $Properties {

                /** GetFindingResponse finding */
                finding?: merlon.v1.Finding.$Properties;

                /** GetFindingResponse history */
                history?: merlon.v1.Change.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetFindingResponse. */
            type $Shape = merlon.v1.GetFindingResponse.$Properties;
        }

        /**
         * Properties of a ListNodesRequest.
         * @deprecated Use merlon.v1.ListNodesRequest.$Properties instead.
         */
        interface IListNodesRequest extends merlon.v1.ListNodesRequest.$Properties {
        }

        /** Represents a ListNodesRequest. */
        class ListNodesRequest {

            /**
             * Constructs a new ListNodesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListNodesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListNodesRequest pageSize. */
            pageSize: number;

            /** ListNodesRequest pageToken. */
            pageToken: string;

            /**
             * Encodes the specified ListNodesRequest message. Does not implicitly {@link merlon.v1.ListNodesRequest.verify|verify} messages.
             * @param message ListNodesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListNodesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListNodesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListNodesRequest & merlon.v1.ListNodesRequest.$Shape} ListNodesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListNodesRequest & merlon.v1.ListNodesRequest.$Shape;
        }

        namespace ListNodesRequest {

            /** Properties of a ListNodesRequest. */
            interface $Properties {

                /** ListNodesRequest pageSize */
                pageSize?: number;

                /** ListNodesRequest pageToken */
                pageToken?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListNodesRequest. */
            type $Shape = merlon.v1.ListNodesRequest.$Properties;
        }

        /**
         * Properties of a ListNodesResponse.
         * @deprecated Use merlon.v1.ListNodesResponse.$Properties instead.
         */
        interface IListNodesResponse extends merlon.v1.ListNodesResponse.$Properties {
        }

        /** Represents a ListNodesResponse. */
        class ListNodesResponse {

            /**
             * Constructs a new ListNodesResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListNodesResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListNodesResponse nodes. */
            nodes: merlon.v1.Node[];

            /** ListNodesResponse nextPageToken. */
            nextPageToken: string;

            /** ListNodesResponse totalSize. */
            totalSize: number;

            /**
             * Encodes the specified ListNodesResponse message. Does not implicitly {@link merlon.v1.ListNodesResponse.verify|verify} messages.
             * @param message ListNodesResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListNodesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListNodesResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListNodesResponse & merlon.v1.ListNodesResponse.$Shape} ListNodesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListNodesResponse & merlon.v1.ListNodesResponse.$Shape;
        }

        namespace ListNodesResponse {

            /** Properties of a ListNodesResponse. */
            interface $Properties {

                /** ListNodesResponse nodes */
                nodes?: merlon.v1.Node.$Properties[];

                /** ListNodesResponse nextPageToken */
                nextPageToken?: string;

                /** ListNodesResponse totalSize */
                totalSize?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListNodesResponse. */
            type $Shape = merlon.v1.ListNodesResponse.$Properties;
        }

        /**
         * Properties of a GetNodeFactsRequest.
         * @deprecated Use merlon.v1.GetNodeFactsRequest.$Properties instead.
         */
        interface IGetNodeFactsRequest extends merlon.v1.GetNodeFactsRequest.$Properties {
        }

        /** Represents a GetNodeFactsRequest. */
        class GetNodeFactsRequest {

            /**
             * Constructs a new GetNodeFactsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.GetNodeFactsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetNodeFactsRequest node. */
            node: string;

            /**
             * Encodes the specified GetNodeFactsRequest message. Does not implicitly {@link merlon.v1.GetNodeFactsRequest.verify|verify} messages.
             * @param message GetNodeFactsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.GetNodeFactsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetNodeFactsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.GetNodeFactsRequest & merlon.v1.GetNodeFactsRequest.$Shape} GetNodeFactsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.GetNodeFactsRequest & merlon.v1.GetNodeFactsRequest.$Shape;
        }

        namespace GetNodeFactsRequest {

            /** Properties of a GetNodeFactsRequest. */
            interface $Properties {

                /** GetNodeFactsRequest node */
                node?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetNodeFactsRequest. */
            type $Shape = merlon.v1.GetNodeFactsRequest.$Properties;
        }

        /**
         * Properties of a GetNodeFactsResponse.
         * @deprecated Use merlon.v1.GetNodeFactsResponse.$Properties instead.
         */
        interface IGetNodeFactsResponse extends merlon.v1.GetNodeFactsResponse.$Properties {
        }

        /** Represents a GetNodeFactsResponse. */
        class GetNodeFactsResponse {

            /**
             * Constructs a new GetNodeFactsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.GetNodeFactsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetNodeFactsResponse node. */
            node: merlon.v1.Node;

            /** GetNodeFactsResponse observations. */
            observations: Uint8Array[];

            /**
             * Encodes the specified GetNodeFactsResponse message. Does not implicitly {@link merlon.v1.GetNodeFactsResponse.verify|verify} messages.
             * @param message GetNodeFactsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.GetNodeFactsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetNodeFactsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.GetNodeFactsResponse & merlon.v1.GetNodeFactsResponse.$Shape} GetNodeFactsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.GetNodeFactsResponse & merlon.v1.GetNodeFactsResponse.$Shape;
        }

        namespace GetNodeFactsResponse {

            /** Properties of a GetNodeFactsResponse. */
            interface $Properties {

                /** GetNodeFactsResponse node */
                node?: merlon.v1.Node.$Properties;

                /** GetNodeFactsResponse observations */
                observations?: Uint8Array[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetNodeFactsResponse. */
            type $Shape = merlon.v1.GetNodeFactsResponse.$Properties;
        }

        /**
         * Properties of a ListRulesRequest.
         * @deprecated Use merlon.v1.ListRulesRequest.$Properties instead.
         */
        interface IListRulesRequest extends merlon.v1.ListRulesRequest.$Properties {
        }

        /** Represents a ListRulesRequest. */
        class ListRulesRequest {

            /**
             * Constructs a new ListRulesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListRulesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified ListRulesRequest message. Does not implicitly {@link merlon.v1.ListRulesRequest.verify|verify} messages.
             * @param message ListRulesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListRulesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListRulesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListRulesRequest & merlon.v1.ListRulesRequest.$Shape} ListRulesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListRulesRequest & merlon.v1.ListRulesRequest.$Shape;
        }

        namespace ListRulesRequest {

            /** Properties of a ListRulesRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListRulesRequest. */
            type $Shape = merlon.v1.ListRulesRequest.$Properties;
        }

        /**
         * Properties of a ListRulesResponse.
         * @deprecated Use merlon.v1.ListRulesResponse.$Properties instead.
         */
        interface IListRulesResponse extends merlon.v1.ListRulesResponse.$Properties {
        }

        /** Represents a ListRulesResponse. */
        class ListRulesResponse {

            /**
             * Constructs a new ListRulesResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListRulesResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListRulesResponse rules. */
            rules: merlon.v1.Rule[];

            /** ListRulesResponse rulePackVersion. */
            rulePackVersion: string;

            /**
             * Encodes the specified ListRulesResponse message. Does not implicitly {@link merlon.v1.ListRulesResponse.verify|verify} messages.
             * @param message ListRulesResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListRulesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListRulesResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListRulesResponse & merlon.v1.ListRulesResponse.$Shape} ListRulesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListRulesResponse & merlon.v1.ListRulesResponse.$Shape;
        }

        namespace ListRulesResponse {

            /** Properties of a ListRulesResponse. */
            interface $Properties {

                /** ListRulesResponse rules */
                rules?: merlon.v1.Rule.$Properties[];

                /** ListRulesResponse rulePackVersion */
                rulePackVersion?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListRulesResponse. */
            type $Shape = merlon.v1.ListRulesResponse.$Properties;
        }

        /**
         * Properties of a Rule.
         * @deprecated Use merlon.v1.Rule.$Properties instead.
         */
        interface IRule extends merlon.v1.Rule.$Properties {
        }

        /** Represents a Rule. */
        class Rule {

            /**
             * Constructs a new Rule.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Rule.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Rule id. */
            id: string;

            /** Rule title. */
            title: string;

            /** Rule severity. */
            severity: merlon.v1.Severity;

            /** Rule needs. */
            needs: string[];

            /** Rule level. */
            level: string;

            /** Rule remediation. */
            remediation: string;

            /** Rule references. */
            references: merlon.v1.Reference[];

            /** Rule disabled. */
            disabled: boolean;

            /**
             * Encodes the specified Rule message. Does not implicitly {@link merlon.v1.Rule.verify|verify} messages.
             * @param message Rule message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Rule.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Rule message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Rule & merlon.v1.Rule.$Shape} Rule
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Rule & merlon.v1.Rule.$Shape;
        }

        namespace Rule {

            /** Properties of a Rule. */
            interface $Properties {

                /** Rule id */
                id?: string;

                /** Rule title */
                title?: string;

                /** Rule severity */
                severity?: merlon.v1.Severity;

                /** Rule needs */
                needs?: string[];

                /** Rule level */
                level?: string;

                /** Rule remediation */
                remediation?: string;

                /** Rule references */
                references?: merlon.v1.Reference.$Properties[];

                /** Rule disabled */
                disabled?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Rule. */
            type $Shape = merlon.v1.Rule.$Properties;
        }

        /**
         * Properties of a CreateLoginLinkRequest.
         * @deprecated Use merlon.v1.CreateLoginLinkRequest.$Properties instead.
         */
        interface ICreateLoginLinkRequest extends merlon.v1.CreateLoginLinkRequest.$Properties {
        }

        /** Represents a CreateLoginLinkRequest. */
        class CreateLoginLinkRequest {

            /**
             * Constructs a new CreateLoginLinkRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.CreateLoginLinkRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified CreateLoginLinkRequest message. Does not implicitly {@link merlon.v1.CreateLoginLinkRequest.verify|verify} messages.
             * @param message CreateLoginLinkRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.CreateLoginLinkRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CreateLoginLinkRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.CreateLoginLinkRequest & merlon.v1.CreateLoginLinkRequest.$Shape} CreateLoginLinkRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.CreateLoginLinkRequest & merlon.v1.CreateLoginLinkRequest.$Shape;
        }

        namespace CreateLoginLinkRequest {

            /** Properties of a CreateLoginLinkRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CreateLoginLinkRequest. */
            type $Shape = merlon.v1.CreateLoginLinkRequest.$Properties;
        }

        /**
         * Properties of a CreateLoginLinkResponse.
         * @deprecated Use merlon.v1.CreateLoginLinkResponse.$Properties instead.
         */
        interface ICreateLoginLinkResponse extends merlon.v1.CreateLoginLinkResponse.$Properties {
        }

        /** Represents a CreateLoginLinkResponse. */
        class CreateLoginLinkResponse {

            /**
             * Constructs a new CreateLoginLinkResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.CreateLoginLinkResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CreateLoginLinkResponse url. */
            url: string;

            /** CreateLoginLinkResponse expireTime. */
            expireTime: google.protobuf.Timestamp;

            /**
             * Encodes the specified CreateLoginLinkResponse message. Does not implicitly {@link merlon.v1.CreateLoginLinkResponse.verify|verify} messages.
             * @param message CreateLoginLinkResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.CreateLoginLinkResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CreateLoginLinkResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.CreateLoginLinkResponse & merlon.v1.CreateLoginLinkResponse.$Shape} CreateLoginLinkResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.CreateLoginLinkResponse & merlon.v1.CreateLoginLinkResponse.$Shape;
        }

        namespace CreateLoginLinkResponse {

            /** Properties of a CreateLoginLinkResponse. */
            interface $Properties {

                /** CreateLoginLinkResponse url */
                url?: string;

                /** CreateLoginLinkResponse expireTime */
                expireTime?: google.protobuf.Timestamp.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CreateLoginLinkResponse. */
            type $Shape = merlon.v1.CreateLoginLinkResponse.$Properties;
        }
    }
}

/** Namespace google. */
export namespace google {

    /** Namespace protobuf. */
    namespace protobuf {

        /**
         * Properties of a Timestamp.
         * @deprecated Use google.protobuf.Timestamp.$Properties instead.
         */
        interface ITimestamp extends google.protobuf.Timestamp.$Properties {
        }

        /** Represents a Timestamp. */
        class Timestamp {

            /**
             * Constructs a new Timestamp.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.Timestamp.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Timestamp seconds. */
            seconds: number;

            /** Timestamp nanos. */
            nanos: number;

            /**
             * Encodes the specified Timestamp message. Does not implicitly {@link google.protobuf.Timestamp.verify|verify} messages.
             * @param message Timestamp message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.Timestamp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Timestamp message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.Timestamp & google.protobuf.Timestamp.$Shape} Timestamp
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Timestamp & google.protobuf.Timestamp.$Shape;
        }

        namespace Timestamp {

            /** Properties of a Timestamp. */
            interface $Properties {

                /** Timestamp seconds */
                seconds?: number;

                /** Timestamp nanos */
                nanos?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Timestamp. */
            type $Shape = google.protobuf.Timestamp.$Properties;
        }
    }
}
