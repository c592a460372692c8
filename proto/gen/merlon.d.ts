import * as $protobuf from "protobufjs";
import Long = require("long");

/** Namespace merlon. */
export namespace merlon {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of an AccountsFact.
         * @deprecated Use merlon.v1.AccountsFact.$Properties instead.
         */
        interface IAccountsFact extends merlon.v1.AccountsFact.$Properties {
        }

        /** Represents an AccountsFact. */
        class AccountsFact {

            /**
             * Constructs a new AccountsFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.AccountsFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AccountsFact items. */
            items: merlon.v1.AccountsFact.Account[];

            /** AccountsFact groups. */
            groups: merlon.v1.AccountsFact.PowerGroup[];

            /** AccountsFact sudo. */
            sudo: merlon.v1.AccountsFact.SudoGrant[];

            /** AccountsFact sudoDefaults. */
            sudoDefaults: merlon.v1.AccountsFact.SudoDefault[];

            /**
             * Encodes the specified AccountsFact message. Does not implicitly {@link merlon.v1.AccountsFact.verify|verify} messages.
             * @param message AccountsFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.AccountsFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AccountsFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.AccountsFact & merlon.v1.AccountsFact.$Shape} AccountsFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.AccountsFact & merlon.v1.AccountsFact.$Shape;
        }

        namespace AccountsFact {

            /** Properties of an AccountsFact. */
            interface $Properties {

                /** AccountsFact items */
                items?: merlon.v1.AccountsFact.Account.$Properties[];

                /** AccountsFact groups */
                groups?: merlon.v1.AccountsFact.PowerGroup.$Properties[];

                /** AccountsFact sudo */
                sudo?: merlon.v1.AccountsFact.SudoGrant.$Properties[];

                /** AccountsFact sudoDefaults */
                sudoDefaults?: merlon.v1.AccountsFact.SudoDefault.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AccountsFact. */
            type $Shape = merlon.v1.AccountsFact.$Properties;

            /**
             * Properties of an Account.
             * @deprecated Use merlon.v1.AccountsFact.Account.$Properties instead.
             */
            interface IAccount extends merlon.v1.AccountsFact.Account.$Properties {
            }

            /** Represents an Account. */
            class Account {

                /**
                 * Constructs a new Account.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.AccountsFact.Account.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Account name. */
                name: string;

                /** Account uid. */
                uid: number;

                /** Account gid. */
                gid: number;

                /** Account source. */
                source: string;

                /** Account system. */
                system: boolean;

                /** Account shell. */
                shell: string;

                /** Account login. */
                login: boolean;

                /** Account password. */
                password: merlon.v1.SourcedString;

                /** Account hash. */
                hash: merlon.v1.SourcedString;

                /** Account sameUid. */
                sameUid: string[];

                /** Account sameName. */
                sameName: string[];

                /** Account home. */
                home: string;

                /** Account homeMode. */
                homeMode: merlon.v1.SourcedString;

                /** Account homeUid. */
                homeUid: merlon.v1.SourcedInt;

                /**
                 * Encodes the specified Account message. Does not implicitly {@link merlon.v1.AccountsFact.Account.verify|verify} messages.
                 * @param message Account message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.AccountsFact.Account.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Account message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.AccountsFact.Account & merlon.v1.AccountsFact.Account.$Shape} Account
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.AccountsFact.Account & merlon.v1.AccountsFact.Account.$Shape;
            }

            namespace Account {

                /** Properties of an Account. */
                interface $Properties {

                    /** Account name */
                    name?: string;

                    /** Account uid */
                    uid?: number;

                    /** Account gid */
                    gid?: number;

                    /** Account source */
                    source?: string;

                    /** Account system */
                    system?: boolean;

                    /** Account shell */
                    shell?: string;

                    /** Account login */
                    login?: boolean;

                    /** Account password */
                    password?: merlon.v1.SourcedString.$Properties;

                    /** Account hash */
                    hash?: merlon.v1.SourcedString.$Properties;

                    /** Account sameUid */
                    sameUid?: string[];

                    /** Account sameName */
                    sameName?: string[];

                    /** Account home */
                    home?: string;

                    /** Account homeMode */
                    homeMode?: merlon.v1.SourcedString.$Properties;

                    /** Account homeUid */
                    homeUid?: merlon.v1.SourcedInt.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Account. */
                type $Shape = merlon.v1.AccountsFact.Account.$Properties;
            }

            /**
             * Properties of a PowerGroup.
             * @deprecated Use merlon.v1.AccountsFact.PowerGroup.$Properties instead.
             */
            interface IPowerGroup extends merlon.v1.AccountsFact.PowerGroup.$Properties {
            }

            /** Represents a PowerGroup. */
            class PowerGroup {

                /**
                 * Constructs a new PowerGroup.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.AccountsFact.PowerGroup.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** PowerGroup name. */
                name: string;

                /** PowerGroup gid. */
                gid: number;

                /** PowerGroup source. */
                source: string;

                /** PowerGroup power. */
                power: string;

                /** PowerGroup members. */
                members: string[];

                /**
                 * Encodes the specified PowerGroup message. Does not implicitly {@link merlon.v1.AccountsFact.PowerGroup.verify|verify} messages.
                 * @param message PowerGroup message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.AccountsFact.PowerGroup.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a PowerGroup message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.AccountsFact.PowerGroup & merlon.v1.AccountsFact.PowerGroup.$Shape} PowerGroup
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.AccountsFact.PowerGroup & merlon.v1.AccountsFact.PowerGroup.$Shape;
            }

            namespace PowerGroup {

                /** Properties of a PowerGroup. */
                interface $Properties {

                    /** PowerGroup name */
                    name?: string;

                    /** PowerGroup gid */
                    gid?: number;

                    /** PowerGroup source */
                    source?: string;

                    /** PowerGroup power */
                    power?: string;

                    /** PowerGroup members */
                    members?: string[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a PowerGroup. */
                type $Shape = merlon.v1.AccountsFact.PowerGroup.$Properties;
            }

            /**
             * Properties of a SudoGrant.
             * @deprecated Use merlon.v1.AccountsFact.SudoGrant.$Properties instead.
             */
            interface ISudoGrant extends merlon.v1.AccountsFact.SudoGrant.$Properties {
            }

            /** Represents a SudoGrant. */
            class SudoGrant {

                /**
                 * Constructs a new SudoGrant.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.AccountsFact.SudoGrant.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SudoGrant source. */
                source: string;

                /** SudoGrant user. */
                user: string;

                /** SudoGrant except. */
                except: string[];

                /** SudoGrant hosts. */
                hosts: string[];

                /** SudoGrant runAsUsers. */
                runAsUsers: string[];

                /** SudoGrant runAsGroups. */
                runAsGroups: string[];

                /** SudoGrant command. */
                command: string;

                /** SudoGrant arguments. */
                arguments: string;

                /** SudoGrant pattern. */
                pattern: boolean;

                /** SudoGrant negated. */
                negated: boolean;

                /** SudoGrant password. */
                password: merlon.v1.SourcedBool;

                /** SudoGrant setEnvironment. */
                setEnvironment: boolean;

                /** SudoGrant mayExecute. */
                mayExecute: boolean;

                /** SudoGrant replacedBy. */
                replacedBy: string;

                /**
                 * Encodes the specified SudoGrant message. Does not implicitly {@link merlon.v1.AccountsFact.SudoGrant.verify|verify} messages.
                 * @param message SudoGrant message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.AccountsFact.SudoGrant.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SudoGrant message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.AccountsFact.SudoGrant & merlon.v1.AccountsFact.SudoGrant.$Shape} SudoGrant
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.AccountsFact.SudoGrant & merlon.v1.AccountsFact.SudoGrant.$Shape;
            }

            namespace SudoGrant {

                /** Properties of a SudoGrant. */
                interface $Properties {

                    /** SudoGrant source */
                    source?: string;

                    /** SudoGrant user */
                    user?: string;

                    /** SudoGrant except */
                    except?: string[];

                    /** SudoGrant hosts */
                    hosts?: string[];

                    /** SudoGrant runAsUsers */
                    runAsUsers?: string[];

                    /** SudoGrant runAsGroups */
                    runAsGroups?: string[];

                    /** SudoGrant command */
                    command?: string;

                    /** SudoGrant arguments */
                    "arguments"?: string;

                    /** SudoGrant pattern */
                    pattern?: boolean;

                    /** SudoGrant negated */
                    negated?: boolean;

                    /** SudoGrant password */
                    password?: merlon.v1.SourcedBool.$Properties;

                    /** SudoGrant setEnvironment */
                    setEnvironment?: boolean;

                    /** SudoGrant mayExecute */
                    mayExecute?: boolean;

                    /** SudoGrant replacedBy */
                    replacedBy?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SudoGrant. */
                type $Shape = merlon.v1.AccountsFact.SudoGrant.$Properties;
            }

            /**
             * Properties of a SudoDefault.
             * @deprecated Use merlon.v1.AccountsFact.SudoDefault.$Properties instead.
             */
            interface ISudoDefault extends merlon.v1.AccountsFact.SudoDefault.$Properties {
            }

            /** Represents a SudoDefault. */
            class SudoDefault {

                /**
                 * Constructs a new SudoDefault.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.AccountsFact.SudoDefault.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SudoDefault name. */
                name: string;

                /** SudoDefault on. */
                on: boolean;

                /** SudoDefault value. */
                value: string;

                /** SudoDefault scope. */
                scope: string;

                /** SudoDefault source. */
                source: string;

                /**
                 * Encodes the specified SudoDefault message. Does not implicitly {@link merlon.v1.AccountsFact.SudoDefault.verify|verify} messages.
                 * @param message SudoDefault message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.AccountsFact.SudoDefault.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SudoDefault message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.AccountsFact.SudoDefault & merlon.v1.AccountsFact.SudoDefault.$Shape} SudoDefault
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.AccountsFact.SudoDefault & merlon.v1.AccountsFact.SudoDefault.$Shape;
            }

            namespace SudoDefault {

                /** Properties of a SudoDefault. */
                interface $Properties {

                    /** SudoDefault name */
                    name?: string;

                    /** SudoDefault on */
                    on?: boolean;

                    /** SudoDefault value */
                    value?: string;

                    /** SudoDefault scope */
                    scope?: string;

                    /** SudoDefault source */
                    source?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SudoDefault. */
                type $Shape = merlon.v1.AccountsFact.SudoDefault.$Properties;
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

            /** ConnectResponse guard. */
            guard: (merlon.v1.GuardSet|null);

            /** ConnectResponse frame. */
            frame?: ("welcome"|"ack"|"nack"|"needFull"|"command"|"reconnect"|"guard");

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

                /** ConnectResponse guard */
                guard?: (merlon.v1.GuardSet.$Properties|null);

                /** ConnectResponse frame */
                frame?: ("welcome"|"ack"|"nack"|"needFull"|"command"|"reconnect"|"guard");

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
              guard?: merlon.v1.GuardSet.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ frame?: undefined; welcome?: null; ack?: null; nack?: null; needFull?: null; command?: null; reconnect?: null; guard?: null }|{ frame?: "welcome"; welcome: merlon.v1.Welcome.$Shape; ack?: null; nack?: null; needFull?: null; command?: null; reconnect?: null; guard?: null }|{ frame?: "ack"; welcome?: null; ack: merlon.v1.Ack.$Shape; nack?: null; needFull?: null; command?: null; reconnect?: null; guard?: null }|{ frame?: "nack"; welcome?: null; ack?: null; nack: merlon.v1.Nack.$Shape; needFull?: null; command?: null; reconnect?: null; guard?: null }|{ frame?: "needFull"; welcome?: null; ack?: null; nack?: null; needFull: merlon.v1.NeedFull.$Shape; command?: null; reconnect?: null; guard?: null }|{ frame?: "command"; welcome?: null; ack?: null; nack?: null; needFull?: null; command: merlon.v1.Command.$Shape; reconnect?: null; guard?: null }|{ frame?: "reconnect"; welcome?: null; ack?: null; nack?: null; needFull?: null; command?: null; reconnect: merlon.v1.Reconnect.$Shape; guard?: null }|{ frame?: "guard"; welcome?: null; ack?: null; nack?: null; needFull?: null; command?: null; reconnect?: null; guard: merlon.v1.GuardSet.$Shape })
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

            /** Hello guardHash. */
            guardHash: Uint8Array;

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

                /** Hello guardHash */
                guardHash?: Uint8Array;

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

            /** Event process. */
            process: (merlon.v1.ProcessSeen|null);

            /** Event container. */
            container: (merlon.v1.ContainerSeen|null);

            /** Event trace. */
            trace: (merlon.v1.TraceReport|null);

            /** Event audit. */
            audit: (merlon.v1.AuditBurst|null);

            /** Event duplicateIdentity. */
            duplicateIdentity: (merlon.v1.DuplicateIdentity|null);

            /** Event kind. */
            kind?: ("gap"|"flap"|"process"|"container"|"trace"|"audit"|"duplicateIdentity");

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

                /** Event process */
                process?: (merlon.v1.ProcessSeen.$Properties|null);

                /** Event container */
                container?: (merlon.v1.ContainerSeen.$Properties|null);

                /** Event trace */
                trace?: (merlon.v1.TraceReport.$Properties|null);

                /** Event audit */
                audit?: (merlon.v1.AuditBurst.$Properties|null);

                /** Event duplicateIdentity */
                duplicateIdentity?: (merlon.v1.DuplicateIdentity.$Properties|null);

                /** Event kind */
                kind?: ("gap"|"flap"|"process"|"container"|"trace"|"audit"|"duplicateIdentity");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an Event. */
            type $Shape = {
              seq?: number;
              time?: google.protobuf.Timestamp.$Shape;
              gap?: merlon.v1.EventGap.$Shape|null;
              flap?: merlon.v1.DomainFlap.$Shape|null;
              process?: merlon.v1.ProcessSeen.$Shape|null;
              container?: merlon.v1.ContainerSeen.$Shape|null;
              trace?: merlon.v1.TraceReport.$Shape|null;
              audit?: merlon.v1.AuditBurst.$Shape|null;
              duplicateIdentity?: merlon.v1.DuplicateIdentity.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ kind?: undefined; gap?: null; flap?: null; process?: null; container?: null; trace?: null; audit?: null; duplicateIdentity?: null }|{ kind?: "gap"; gap: merlon.v1.EventGap.$Shape; flap?: null; process?: null; container?: null; trace?: null; audit?: null; duplicateIdentity?: null }|{ kind?: "flap"; gap?: null; flap: merlon.v1.DomainFlap.$Shape; process?: null; container?: null; trace?: null; audit?: null; duplicateIdentity?: null }|{ kind?: "process"; gap?: null; flap?: null; process: merlon.v1.ProcessSeen.$Shape; container?: null; trace?: null; audit?: null; duplicateIdentity?: null }|{ kind?: "container"; gap?: null; flap?: null; process?: null; container: merlon.v1.ContainerSeen.$Shape; trace?: null; audit?: null; duplicateIdentity?: null }|{ kind?: "trace"; gap?: null; flap?: null; process?: null; container?: null; trace: merlon.v1.TraceReport.$Shape; audit?: null; duplicateIdentity?: null }|{ kind?: "audit"; gap?: null; flap?: null; process?: null; container?: null; trace?: null; audit: merlon.v1.AuditBurst.$Shape; duplicateIdentity?: null }|{ kind?: "duplicateIdentity"; gap?: null; flap?: null; process?: null; container?: null; trace?: null; audit?: null; duplicateIdentity: merlon.v1.DuplicateIdentity.$Shape })
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
         * Properties of a DuplicateIdentity.
         * @deprecated Use merlon.v1.DuplicateIdentity.$Properties instead.
         */
        interface IDuplicateIdentity extends merlon.v1.DuplicateIdentity.$Properties {
        }

        /** Represents a DuplicateIdentity. */
        class DuplicateIdentity {

            /**
             * Constructs a new DuplicateIdentity.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.DuplicateIdentity.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DuplicateIdentity holders. */
            holders: merlon.v1.DuplicateIdentity.Holder[];

            /**
             * Encodes the specified DuplicateIdentity message. Does not implicitly {@link merlon.v1.DuplicateIdentity.verify|verify} messages.
             * @param message DuplicateIdentity message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.DuplicateIdentity.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DuplicateIdentity message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.DuplicateIdentity & merlon.v1.DuplicateIdentity.$Shape} DuplicateIdentity
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.DuplicateIdentity & merlon.v1.DuplicateIdentity.$Shape;
        }

        namespace DuplicateIdentity {

            /** Properties of a DuplicateIdentity. */
            interface $Properties {

                /** DuplicateIdentity holders */
                holders?: merlon.v1.DuplicateIdentity.Holder.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DuplicateIdentity. */
            type $Shape = merlon.v1.DuplicateIdentity.$Properties;

            /**
             * Properties of a Holder.
             * @deprecated Use merlon.v1.DuplicateIdentity.Holder.$Properties instead.
             */
            interface IHolder extends merlon.v1.DuplicateIdentity.Holder.$Properties {
            }

            /** Represents a Holder. */
            class Holder {

                /**
                 * Constructs a new Holder.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.DuplicateIdentity.Holder.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Holder serial. */
                serial: string;

                /** Holder address. */
                address: string;

                /**
                 * Encodes the specified Holder message. Does not implicitly {@link merlon.v1.DuplicateIdentity.Holder.verify|verify} messages.
                 * @param message Holder message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.DuplicateIdentity.Holder.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Holder message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.DuplicateIdentity.Holder & merlon.v1.DuplicateIdentity.Holder.$Shape} Holder
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.DuplicateIdentity.Holder & merlon.v1.DuplicateIdentity.Holder.$Shape;
            }

            namespace Holder {

                /** Properties of a Holder. */
                interface $Properties {

                    /** Holder serial */
                    serial?: string;

                    /** Holder address */
                    address?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Holder. */
                type $Shape = merlon.v1.DuplicateIdentity.Holder.$Properties;
            }
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
         * Properties of a ProcessPlace.
         * @deprecated Use merlon.v1.ProcessPlace.$Properties instead.
         */
        interface IProcessPlace extends merlon.v1.ProcessPlace.$Properties {
        }

        /** Represents a ProcessPlace. */
        class ProcessPlace {

            /**
             * Constructs a new ProcessPlace.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ProcessPlace.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProcessPlace place. */
            place: string;

            /** ProcessPlace unit. */
            unit: string;

            /** ProcessPlace podUid. */
            podUid: string;

            /** ProcessPlace containerId. */
            containerId: string;

            /** ProcessPlace namespace. */
            namespace: string;

            /** ProcessPlace pod. */
            pod: string;

            /** ProcessPlace container. */
            container: string;

            /** ProcessPlace image. */
            image: string;

            /** ProcessPlace attribution. */
            attribution: string;

            /**
             * Encodes the specified ProcessPlace message. Does not implicitly {@link merlon.v1.ProcessPlace.verify|verify} messages.
             * @param message ProcessPlace message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ProcessPlace.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProcessPlace message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ProcessPlace & merlon.v1.ProcessPlace.$Shape} ProcessPlace
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ProcessPlace & merlon.v1.ProcessPlace.$Shape;
        }

        namespace ProcessPlace {

            /** Properties of a ProcessPlace. */
            interface $Properties {

                /** ProcessPlace place */
                place?: string;

                /** ProcessPlace unit */
                unit?: string;

                /** ProcessPlace podUid */
                podUid?: string;

                /** ProcessPlace containerId */
                containerId?: string;

                /** ProcessPlace namespace */
                namespace?: string;

                /** ProcessPlace pod */
                pod?: string;

                /** ProcessPlace container */
                container?: string;

                /** ProcessPlace image */
                image?: string;

                /** ProcessPlace attribution */
                attribution?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProcessPlace. */
            type $Shape = merlon.v1.ProcessPlace.$Properties;
        }

        /**
         * Properties of a ProcessIdentity.
         * @deprecated Use merlon.v1.ProcessIdentity.$Properties instead.
         */
        interface IProcessIdentity extends merlon.v1.ProcessIdentity.$Properties {
        }

        /** Represents a ProcessIdentity. */
        class ProcessIdentity {

            /**
             * Constructs a new ProcessIdentity.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ProcessIdentity.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProcessIdentity path. */
            path: Uint8Array;

            /** ProcessIdentity layer. */
            layer: string;

            /** ProcessIdentity digest. */
            digest: Uint8Array;

            /** ProcessIdentity digestState. */
            digestState: string;

            /** ProcessIdentity script. */
            script: Uint8Array;

            /** ProcessIdentity uid. */
            uid: number;

            /** ProcessIdentity capabilities. */
            capabilities: number;

            /** ProcessIdentity marks. */
            marks: string[];

            /** ProcessIdentity late. */
            late: boolean;

            /** ProcessIdentity package. */
            package: string;

            /**
             * Encodes the specified ProcessIdentity message. Does not implicitly {@link merlon.v1.ProcessIdentity.verify|verify} messages.
             * @param message ProcessIdentity message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ProcessIdentity.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProcessIdentity message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ProcessIdentity & merlon.v1.ProcessIdentity.$Shape} ProcessIdentity
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ProcessIdentity & merlon.v1.ProcessIdentity.$Shape;
        }

        namespace ProcessIdentity {

            /** Properties of a ProcessIdentity. */
            interface $Properties {

                /** ProcessIdentity path */
                path?: Uint8Array;

                /** ProcessIdentity layer */
                layer?: string;

                /** ProcessIdentity digest */
                digest?: Uint8Array;

                /** ProcessIdentity digestState */
                digestState?: string;

                /** ProcessIdentity script */
                script?: Uint8Array;

                /** ProcessIdentity uid */
                uid?: number;

                /** ProcessIdentity capabilities */
                capabilities?: number;

                /** ProcessIdentity marks */
                marks?: string[];

                /** ProcessIdentity late */
                late?: boolean;

                /** ProcessIdentity package */
                "package"?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProcessIdentity. */
            type $Shape = merlon.v1.ProcessIdentity.$Properties;
        }

        /**
         * Properties of a ProcessSeen.
         * @deprecated Use merlon.v1.ProcessSeen.$Properties instead.
         */
        interface IProcessSeen extends merlon.v1.ProcessSeen.$Properties {
        }

        /** Represents a ProcessSeen. */
        class ProcessSeen {

            /**
             * Constructs a new ProcessSeen.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ProcessSeen.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProcessSeen place. */
            place: merlon.v1.ProcessPlace;

            /** ProcessSeen identity. */
            identity: merlon.v1.ProcessIdentity;

            /** ProcessSeen creators. */
            creators: Uint8Array[];

            /** ProcessSeen count. */
            count: number;

            /** ProcessSeen firstTime. */
            firstTime: google.protobuf.Timestamp;

            /** ProcessSeen lastTime. */
            lastTime: google.protobuf.Timestamp;

            /** ProcessSeen evidence. */
            evidence: merlon.v1.ProcessEvidence;

            /** ProcessSeen source. */
            source: string;

            /** ProcessSeen running. */
            running: boolean;

            /**
             * Encodes the specified ProcessSeen message. Does not implicitly {@link merlon.v1.ProcessSeen.verify|verify} messages.
             * @param message ProcessSeen message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ProcessSeen.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProcessSeen message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ProcessSeen & merlon.v1.ProcessSeen.$Shape} ProcessSeen
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ProcessSeen & merlon.v1.ProcessSeen.$Shape;
        }

        namespace ProcessSeen {

            /** Properties of a ProcessSeen. */
            interface $Properties {

                /** ProcessSeen place */
                place?: merlon.v1.ProcessPlace.$Properties;

                /** ProcessSeen identity */
                identity?: merlon.v1.ProcessIdentity.$Properties;

                /** ProcessSeen creators */
                creators?: Uint8Array[];

                /** ProcessSeen count */
                count?: number;

                /** ProcessSeen firstTime */
                firstTime?: google.protobuf.Timestamp.$Properties;

                /** ProcessSeen lastTime */
                lastTime?: google.protobuf.Timestamp.$Properties;

                /** ProcessSeen evidence */
                evidence?: merlon.v1.ProcessEvidence.$Properties;

                /** ProcessSeen source */
                source?: string;

                /** ProcessSeen running */
                running?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProcessSeen. */
            type $Shape = merlon.v1.ProcessSeen.$Properties;
        }

        /**
         * Properties of a ProcessEvidence.
         * @deprecated Use merlon.v1.ProcessEvidence.$Properties instead.
         */
        interface IProcessEvidence extends merlon.v1.ProcessEvidence.$Properties {
        }

        /** Represents a ProcessEvidence. */
        class ProcessEvidence {

            /**
             * Constructs a new ProcessEvidence.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ProcessEvidence.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProcessEvidence pid. */
            pid: number;

            /** ProcessEvidence parentPid. */
            parentPid: number;

            /** ProcessEvidence commandLine. */
            commandLine: Uint8Array[];

            /** ProcessEvidence commandLineCut. */
            commandLineCut: boolean;

            /** ProcessEvidence user. */
            user: string;

            /** ProcessEvidence workingDirectory. */
            workingDirectory: Uint8Array;

            /** ProcessEvidence listeners. */
            listeners: string[];

            /** ProcessEvidence startTime. */
            startTime: google.protobuf.Timestamp;

            /**
             * Encodes the specified ProcessEvidence message. Does not implicitly {@link merlon.v1.ProcessEvidence.verify|verify} messages.
             * @param message ProcessEvidence message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ProcessEvidence.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProcessEvidence message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ProcessEvidence & merlon.v1.ProcessEvidence.$Shape} ProcessEvidence
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ProcessEvidence & merlon.v1.ProcessEvidence.$Shape;
        }

        namespace ProcessEvidence {

            /** Properties of a ProcessEvidence. */
            interface $Properties {

                /** ProcessEvidence pid */
                pid?: number;

                /** ProcessEvidence parentPid */
                parentPid?: number;

                /** ProcessEvidence commandLine */
                commandLine?: Uint8Array[];

                /** ProcessEvidence commandLineCut */
                commandLineCut?: boolean;

                /** ProcessEvidence user */
                user?: string;

                /** ProcessEvidence workingDirectory */
                workingDirectory?: Uint8Array;

                /** ProcessEvidence listeners */
                listeners?: string[];

                /** ProcessEvidence startTime */
                startTime?: google.protobuf.Timestamp.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProcessEvidence. */
            type $Shape = merlon.v1.ProcessEvidence.$Properties;
        }

        /**
         * Properties of a ContainerSeen.
         * @deprecated Use merlon.v1.ContainerSeen.$Properties instead.
         */
        interface IContainerSeen extends merlon.v1.ContainerSeen.$Properties {
        }

        /** Represents a ContainerSeen. */
        class ContainerSeen {

            /**
             * Constructs a new ContainerSeen.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ContainerSeen.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ContainerSeen place. */
            place: merlon.v1.ProcessPlace;

            /** ContainerSeen state. */
            state: string;

            /** ContainerSeen time. */
            time: google.protobuf.Timestamp;

            /**
             * Encodes the specified ContainerSeen message. Does not implicitly {@link merlon.v1.ContainerSeen.verify|verify} messages.
             * @param message ContainerSeen message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ContainerSeen.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ContainerSeen message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ContainerSeen & merlon.v1.ContainerSeen.$Shape} ContainerSeen
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ContainerSeen & merlon.v1.ContainerSeen.$Shape;
        }

        namespace ContainerSeen {

            /** Properties of a ContainerSeen. */
            interface $Properties {

                /** ContainerSeen place */
                place?: merlon.v1.ProcessPlace.$Properties;

                /** ContainerSeen state */
                state?: string;

                /** ContainerSeen time */
                time?: google.protobuf.Timestamp.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ContainerSeen. */
            type $Shape = merlon.v1.ContainerSeen.$Properties;
        }

        /**
         * Properties of a TraceReport.
         * @deprecated Use merlon.v1.TraceReport.$Properties instead.
         */
        interface ITraceReport extends merlon.v1.TraceReport.$Properties {
        }

        /** Represents a TraceReport. */
        class TraceReport {

            /**
             * Constructs a new TraceReport.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.TraceReport.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TraceReport fromTime. */
            fromTime: google.protobuf.Timestamp;

            /** TraceReport toTime. */
            toTime: google.protobuf.Timestamp;

            /** TraceReport source. */
            source: string;

            /** TraceReport reason. */
            reason: string;

            /** TraceReport seen. */
            seen: number;

            /** TraceReport ringLost. */
            ringLost: number;

            /** TraceReport forkGap. */
            forkGap: number;

            /** TraceReport execWithoutEvent. */
            execWithoutEvent: number;

            /** TraceReport unattributed. */
            unattributed: number;

            /** TraceReport unresolved. */
            unresolved: number;

            /** TraceReport digestSkipped. */
            digestSkipped: number;

            /** TraceReport treeEvicted. */
            treeEvicted: number;

            /** TraceReport pidReused. */
            pidReused: number;

            /** TraceReport downtimeMilliseconds. */
            downtimeMilliseconds: number;

            /** TraceReport suppressed. */
            suppressed: number;

            /** TraceReport own. */
            own: number;

            /** TraceReport bufferBytes. */
            bufferBytes: number;

            /** TraceReport places. */
            places: merlon.v1.PlaceLoss[];

            /**
             * Encodes the specified TraceReport message. Does not implicitly {@link merlon.v1.TraceReport.verify|verify} messages.
             * @param message TraceReport message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.TraceReport.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TraceReport message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.TraceReport & merlon.v1.TraceReport.$Shape} TraceReport
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.TraceReport & merlon.v1.TraceReport.$Shape;
        }

        namespace TraceReport {

            /** Properties of a TraceReport. */
            interface $Properties {

                /** TraceReport fromTime */
                fromTime?: google.protobuf.Timestamp.$Properties;

                /** TraceReport toTime */
                toTime?: google.protobuf.Timestamp.$Properties;

                /** TraceReport source */
                source?: string;

                /** TraceReport reason */
                reason?: string;

                /** TraceReport seen */
                seen?: number;

                /** TraceReport ringLost */
                ringLost?: number;

                /** TraceReport forkGap */
                forkGap?: number;

                /** TraceReport execWithoutEvent */
                execWithoutEvent?: number;

                /** TraceReport unattributed */
                unattributed?: number;

                /** TraceReport unresolved */
                unresolved?: number;

                /** TraceReport digestSkipped */
                digestSkipped?: number;

                /** TraceReport treeEvicted */
                treeEvicted?: number;

                /** TraceReport pidReused */
                pidReused?: number;

                /** TraceReport downtimeMilliseconds */
                downtimeMilliseconds?: number;

                /** TraceReport suppressed */
                suppressed?: number;

                /** TraceReport own */
                own?: number;

                /** TraceReport bufferBytes */
                bufferBytes?: number;

                /** TraceReport places */
                places?: merlon.v1.PlaceLoss.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TraceReport. */
            type $Shape = merlon.v1.TraceReport.$Properties;
        }

        /**
         * Properties of a PlaceLoss.
         * @deprecated Use merlon.v1.PlaceLoss.$Properties instead.
         */
        interface IPlaceLoss extends merlon.v1.PlaceLoss.$Properties {
        }

        /** Represents a PlaceLoss. */
        class PlaceLoss {

            /**
             * Constructs a new PlaceLoss.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.PlaceLoss.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** PlaceLoss place. */
            place: merlon.v1.ProcessPlace;

            /** PlaceLoss execWithoutEvent. */
            execWithoutEvent: number;

            /** PlaceLoss unresolved. */
            unresolved: number;

            /**
             * Encodes the specified PlaceLoss message. Does not implicitly {@link merlon.v1.PlaceLoss.verify|verify} messages.
             * @param message PlaceLoss message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.PlaceLoss.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a PlaceLoss message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.PlaceLoss & merlon.v1.PlaceLoss.$Shape} PlaceLoss
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.PlaceLoss & merlon.v1.PlaceLoss.$Shape;
        }

        namespace PlaceLoss {

            /** Properties of a PlaceLoss. */
            interface $Properties {

                /** PlaceLoss place */
                place?: merlon.v1.ProcessPlace.$Properties;

                /** PlaceLoss execWithoutEvent */
                execWithoutEvent?: number;

                /** PlaceLoss unresolved */
                unresolved?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a PlaceLoss. */
            type $Shape = merlon.v1.PlaceLoss.$Properties;
        }

        /**
         * Properties of an AuditBurst.
         * @deprecated Use merlon.v1.AuditBurst.$Properties instead.
         */
        interface IAuditBurst extends merlon.v1.AuditBurst.$Properties {
        }

        /** Represents an AuditBurst. */
        class AuditBurst {

            /**
             * Constructs a new AuditBurst.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.AuditBurst.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AuditBurst code. */
            code: number;

            /** AuditBurst user. */
            user: string;

            /** AuditBurst source. */
            source: string;

            /** AuditBurst asked. */
            asked: string[];

            /** AuditBurst count. */
            count: number;

            /** AuditBurst firstTime. */
            firstTime: google.protobuf.Timestamp;

            /** AuditBurst lastTime. */
            lastTime: google.protobuf.Timestamp;

            /** AuditBurst path. */
            path: string;

            /**
             * Encodes the specified AuditBurst message. Does not implicitly {@link merlon.v1.AuditBurst.verify|verify} messages.
             * @param message AuditBurst message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.AuditBurst.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AuditBurst message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.AuditBurst & merlon.v1.AuditBurst.$Shape} AuditBurst
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.AuditBurst & merlon.v1.AuditBurst.$Shape;
        }

        namespace AuditBurst {

            /** Properties of an AuditBurst. */
            interface $Properties {

                /** AuditBurst code */
                code?: number;

                /** AuditBurst user */
                user?: string;

                /** AuditBurst source */
                source?: string;

                /** AuditBurst asked */
                asked?: string[];

                /** AuditBurst count */
                count?: number;

                /** AuditBurst firstTime */
                firstTime?: google.protobuf.Timestamp.$Properties;

                /** AuditBurst lastTime */
                lastTime?: google.protobuf.Timestamp.$Properties;

                /** AuditBurst path */
                path?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AuditBurst. */
            type $Shape = merlon.v1.AuditBurst.$Properties;
        }

        /**
         * Properties of a GuardSet.
         * @deprecated Use merlon.v1.GuardSet.$Properties instead.
         */
        interface IGuardSet extends merlon.v1.GuardSet.$Properties {
        }

        /** Represents a GuardSet. */
        class GuardSet {

            /**
             * Constructs a new GuardSet.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.GuardSet.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GuardSet hash. */
            hash: Uint8Array;

            /** GuardSet entries. */
            entries: merlon.v1.GuardSet.Entry[];

            /** GuardSet omitted. */
            omitted: number;

            /**
             * Encodes the specified GuardSet message. Does not implicitly {@link merlon.v1.GuardSet.verify|verify} messages.
             * @param message GuardSet message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.GuardSet.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GuardSet message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.GuardSet & merlon.v1.GuardSet.$Shape} GuardSet
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.GuardSet & merlon.v1.GuardSet.$Shape;
        }

        namespace GuardSet {

            /** Properties of a GuardSet. */
            interface $Properties {

                /** GuardSet hash */
                hash?: Uint8Array;

                /** GuardSet entries */
                entries?: merlon.v1.GuardSet.Entry.$Properties[];

                /** GuardSet omitted */
                omitted?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GuardSet. */
            type $Shape = merlon.v1.GuardSet.$Properties;

            /**
             * Properties of an Entry.
             * @deprecated Use merlon.v1.GuardSet.Entry.$Properties instead.
             */
            interface IEntry extends merlon.v1.GuardSet.Entry.$Properties {
            }

            /** Represents an Entry. */
            class Entry {

                /**
                 * Constructs a new Entry.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.GuardSet.Entry.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Entry place. */
                place: string;

                /** Entry path. */
                path: Uint8Array;

                /** Entry script. */
                script: Uint8Array;

                /** Entry digest. */
                digest: Uint8Array;

                /**
                 * Encodes the specified Entry message. Does not implicitly {@link merlon.v1.GuardSet.Entry.verify|verify} messages.
                 * @param message Entry message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.GuardSet.Entry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Entry message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.GuardSet.Entry & merlon.v1.GuardSet.Entry.$Shape} Entry
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.GuardSet.Entry & merlon.v1.GuardSet.Entry.$Shape;
            }

            namespace Entry {

                /** Properties of an Entry. */
                interface $Properties {

                    /** Entry place */
                    place?: string;

                    /** Entry path */
                    path?: Uint8Array;

                    /** Entry script */
                    script?: Uint8Array;

                    /** Entry digest */
                    digest?: Uint8Array;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Entry. */
                type $Shape = merlon.v1.GuardSet.Entry.$Properties;
            }
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

                /** Certificate pathLength. */
                pathLength: number;

                /** Certificate serves. */
                serves: merlon.v1.CertificatesFact.Served[];

                /** Certificate signedBeyond. */
                signedBeyond: string[];

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

                    /** Certificate pathLength */
                    pathLength?: number;

                    /** Certificate serves */
                    serves?: merlon.v1.CertificatesFact.Served.$Properties[];

                    /** Certificate signedBeyond */
                    signedBeyond?: string[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Certificate. */
                type $Shape = merlon.v1.CertificatesFact.Certificate.$Properties;
            }

            /**
             * Properties of a Served.
             * @deprecated Use merlon.v1.CertificatesFact.Served.$Properties instead.
             */
            interface IServed extends merlon.v1.CertificatesFact.Served.$Properties {
            }

            /** Represents a Served. */
            class Served {

                /**
                 * Constructs a new Served.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.CertificatesFact.Served.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Served name. */
                name: string;

                /** Served source. */
                source: string;

                /** Served covered. */
                covered: boolean;

                /**
                 * Encodes the specified Served message. Does not implicitly {@link merlon.v1.CertificatesFact.Served.verify|verify} messages.
                 * @param message Served message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.CertificatesFact.Served.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Served message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.CertificatesFact.Served & merlon.v1.CertificatesFact.Served.$Shape} Served
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.CertificatesFact.Served & merlon.v1.CertificatesFact.Served.$Shape;
            }

            namespace Served {

                /** Properties of a Served. */
                interface $Properties {

                    /** Served name */
                    name?: string;

                    /** Served source */
                    source?: string;

                    /** Served covered */
                    covered?: boolean;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Served. */
                type $Shape = merlon.v1.CertificatesFact.Served.$Properties;
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

                /** File format. */
                format: string;

                /** File authorities. */
                authorities: merlon.v1.CertificatesFact.Authority[];

                /** File mode. */
                mode: merlon.v1.SourcedString;

                /** File uid. */
                uid: merlon.v1.SourcedInt;

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

                    /** File format */
                    format?: string;

                    /** File authorities */
                    authorities?: merlon.v1.CertificatesFact.Authority.$Properties[];

                    /** File mode */
                    mode?: merlon.v1.SourcedString.$Properties;

                    /** File uid */
                    uid?: merlon.v1.SourcedInt.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a File. */
                type $Shape = merlon.v1.CertificatesFact.File.$Properties;
            }

            /**
             * Properties of an Authority.
             * @deprecated Use merlon.v1.CertificatesFact.Authority.$Properties instead.
             */
            interface IAuthority extends merlon.v1.CertificatesFact.Authority.$Properties {
            }

            /** Represents an Authority. */
            class Authority {

                /**
                 * Constructs a new Authority.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.CertificatesFact.Authority.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Authority name. */
                name: string;

                /** Authority subject. */
                subject: string;

                /** Authority notBefore. */
                notBefore: merlon.v1.SourcedString;

                /** Authority notAfter. */
                notAfter: merlon.v1.SourcedString;

                /**
                 * Encodes the specified Authority message. Does not implicitly {@link merlon.v1.CertificatesFact.Authority.verify|verify} messages.
                 * @param message Authority message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.CertificatesFact.Authority.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Authority message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.CertificatesFact.Authority & merlon.v1.CertificatesFact.Authority.$Shape} Authority
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.CertificatesFact.Authority & merlon.v1.CertificatesFact.Authority.$Shape;
            }

            namespace Authority {

                /** Properties of an Authority. */
                interface $Properties {

                    /** Authority name */
                    name?: string;

                    /** Authority subject */
                    subject?: string;

                    /** Authority notBefore */
                    notBefore?: merlon.v1.SourcedString.$Properties;

                    /** Authority notAfter */
                    notAfter?: merlon.v1.SourcedString.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Authority. */
                type $Shape = merlon.v1.CertificatesFact.Authority.$Properties;
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
         * Properties of a ContainersFact.
         * @deprecated Use merlon.v1.ContainersFact.$Properties instead.
         */
        interface IContainersFact extends merlon.v1.ContainersFact.$Properties {
        }

        /** Represents a ContainersFact. */
        class ContainersFact {

            /**
             * Constructs a new ContainersFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ContainersFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ContainersFact items. */
            items: merlon.v1.ContainersFact.Container[];

            /**
             * Encodes the specified ContainersFact message. Does not implicitly {@link merlon.v1.ContainersFact.verify|verify} messages.
             * @param message ContainersFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ContainersFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ContainersFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ContainersFact & merlon.v1.ContainersFact.$Shape} ContainersFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ContainersFact & merlon.v1.ContainersFact.$Shape;
        }

        namespace ContainersFact {

            /** Properties of a ContainersFact. */
            interface $Properties {

                /** ContainersFact items */
                items?: merlon.v1.ContainersFact.Container.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ContainersFact. */
            type $Shape = merlon.v1.ContainersFact.$Properties;

            /**
             * Properties of a Container.
             * @deprecated Use merlon.v1.ContainersFact.Container.$Properties instead.
             */
            interface IContainer extends merlon.v1.ContainersFact.Container.$Properties {
            }

            /** Represents a Container. */
            class Container {

                /**
                 * Constructs a new Container.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.ContainersFact.Container.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Container name. */
                name: string;

                /** Container id. */
                id: string;

                /** Container place. */
                place: string;

                /** Container pod. */
                pod: string;

                /** Container namespace. */
                namespace: string;

                /** Container podName. */
                podName: string;

                /** Container image. */
                image: string;

                /** Container sandbox. */
                sandbox: boolean;

                /** Container program. */
                program: merlon.v1.SourcedString;

                /** Container uid. */
                uid: merlon.v1.SourcedInt;

                /** Container innerUid. */
                innerUid: merlon.v1.SourcedInt;

                /** Container capabilities. */
                capabilities: merlon.v1.SourcedString;

                /** Container privileged. */
                privileged: merlon.v1.SourcedBool;

                /** Container escalation. */
                escalation: merlon.v1.SourcedBool;

                /** Container seccomp. */
                seccomp: merlon.v1.SourcedString;

                /** Container label. */
                label: merlon.v1.SourcedString;

                /** Container confinement. */
                confinement: merlon.v1.SourcedString;

                /** Container hostPid. */
                hostPid: merlon.v1.SourcedBool;

                /** Container hostNetwork. */
                hostNetwork: merlon.v1.SourcedBool;

                /** Container hostIpc. */
                hostIpc: merlon.v1.SourcedBool;

                /** Container hostUts. */
                hostUts: merlon.v1.SourcedBool;

                /** Container hostUser. */
                hostUser: merlon.v1.SourcedBool;

                /** Container hostCgroup. */
                hostCgroup: merlon.v1.SourcedBool;

                /** Container hostMount. */
                hostMount: merlon.v1.SourcedBool;

                /** Container readOnlyRoot. */
                readOnlyRoot: merlon.v1.SourcedBool;

                /** Container mounts. */
                mounts: merlon.v1.ContainersFact.HostMount[];

                /** Container mountsKnown. */
                mountsKnown: merlon.v1.SourcedBool;

                /**
                 * Encodes the specified Container message. Does not implicitly {@link merlon.v1.ContainersFact.Container.verify|verify} messages.
                 * @param message Container message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.ContainersFact.Container.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Container message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.ContainersFact.Container & merlon.v1.ContainersFact.Container.$Shape} Container
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ContainersFact.Container & merlon.v1.ContainersFact.Container.$Shape;
            }

            namespace Container {

                /** Properties of a Container. */
                interface $Properties {

                    /** Container name */
                    name?: string;

                    /** Container id */
                    id?: string;

                    /** Container place */
                    place?: string;

                    /** Container pod */
                    pod?: string;

                    /** Container namespace */
                    namespace?: string;

                    /** Container podName */
                    podName?: string;

                    /** Container image */
                    image?: string;

                    /** Container sandbox */
                    sandbox?: boolean;

                    /** Container program */
                    program?: merlon.v1.SourcedString.$Properties;

                    /** Container uid */
                    uid?: merlon.v1.SourcedInt.$Properties;

                    /** Container innerUid */
                    innerUid?: merlon.v1.SourcedInt.$Properties;

                    /** Container capabilities */
                    capabilities?: merlon.v1.SourcedString.$Properties;

                    /** Container privileged */
                    privileged?: merlon.v1.SourcedBool.$Properties;

                    /** Container escalation */
                    escalation?: merlon.v1.SourcedBool.$Properties;

                    /** Container seccomp */
                    seccomp?: merlon.v1.SourcedString.$Properties;

                    /** Container label */
                    label?: merlon.v1.SourcedString.$Properties;

                    /** Container confinement */
                    confinement?: merlon.v1.SourcedString.$Properties;

                    /** Container hostPid */
                    hostPid?: merlon.v1.SourcedBool.$Properties;

                    /** Container hostNetwork */
                    hostNetwork?: merlon.v1.SourcedBool.$Properties;

                    /** Container hostIpc */
                    hostIpc?: merlon.v1.SourcedBool.$Properties;

                    /** Container hostUts */
                    hostUts?: merlon.v1.SourcedBool.$Properties;

                    /** Container hostUser */
                    hostUser?: merlon.v1.SourcedBool.$Properties;

                    /** Container hostCgroup */
                    hostCgroup?: merlon.v1.SourcedBool.$Properties;

                    /** Container hostMount */
                    hostMount?: merlon.v1.SourcedBool.$Properties;

                    /** Container readOnlyRoot */
                    readOnlyRoot?: merlon.v1.SourcedBool.$Properties;

                    /** Container mounts */
                    mounts?: merlon.v1.ContainersFact.HostMount.$Properties[];

                    /** Container mountsKnown */
                    mountsKnown?: merlon.v1.SourcedBool.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Container. */
                type $Shape = merlon.v1.ContainersFact.Container.$Properties;
            }

            /**
             * Properties of a HostMount.
             * @deprecated Use merlon.v1.ContainersFact.HostMount.$Properties instead.
             */
            interface IHostMount extends merlon.v1.ContainersFact.HostMount.$Properties {
            }

            /** Represents a HostMount. */
            class HostMount {

                /**
                 * Constructs a new HostMount.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.ContainersFact.HostMount.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** HostMount path. */
                path: string;

                /** HostMount host. */
                host: string;

                /** HostMount writable. */
                writable: boolean;

                /**
                 * Encodes the specified HostMount message. Does not implicitly {@link merlon.v1.ContainersFact.HostMount.verify|verify} messages.
                 * @param message HostMount message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.ContainersFact.HostMount.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HostMount message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.ContainersFact.HostMount & merlon.v1.ContainersFact.HostMount.$Shape} HostMount
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ContainersFact.HostMount & merlon.v1.ContainersFact.HostMount.$Shape;
            }

            namespace HostMount {

                /** Properties of a HostMount. */
                interface $Properties {

                    /** HostMount path */
                    path?: string;

                    /** HostMount host */
                    host?: string;

                    /** HostMount writable */
                    writable?: boolean;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HostMount. */
                type $Shape = merlon.v1.ContainersFact.HostMount.$Properties;
            }
        }

        /**
         * Properties of a CredentialsFact.
         * @deprecated Use merlon.v1.CredentialsFact.$Properties instead.
         */
        interface ICredentialsFact extends merlon.v1.CredentialsFact.$Properties {
        }

        /** Represents a CredentialsFact. */
        class CredentialsFact {

            /**
             * Constructs a new CredentialsFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.CredentialsFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CredentialsFact items. */
            items: merlon.v1.CredentialsFact.Credential[];

            /** CredentialsFact walked. */
            walked: string[];

            /** CredentialsFact leftOut. */
            leftOut: string[];

            /**
             * Encodes the specified CredentialsFact message. Does not implicitly {@link merlon.v1.CredentialsFact.verify|verify} messages.
             * @param message CredentialsFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.CredentialsFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CredentialsFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.CredentialsFact & merlon.v1.CredentialsFact.$Shape} CredentialsFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.CredentialsFact & merlon.v1.CredentialsFact.$Shape;
        }

        namespace CredentialsFact {

            /** Properties of a CredentialsFact. */
            interface $Properties {

                /** CredentialsFact items */
                items?: merlon.v1.CredentialsFact.Credential.$Properties[];

                /** CredentialsFact walked */
                walked?: string[];

                /** CredentialsFact leftOut */
                leftOut?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CredentialsFact. */
            type $Shape = merlon.v1.CredentialsFact.$Properties;

            /**
             * Properties of a Credential.
             * @deprecated Use merlon.v1.CredentialsFact.Credential.$Properties instead.
             */
            interface ICredential extends merlon.v1.CredentialsFact.Credential.$Properties {
            }

            /** Represents a Credential. */
            class Credential {

                /**
                 * Constructs a new Credential.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.CredentialsFact.Credential.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Credential path. */
                path: string;

                /** Credential kind. */
                kind: string;

                /** Credential encrypted. */
                encrypted: string;

                /** Credential mode. */
                mode: merlon.v1.SourcedString;

                /** Credential uid. */
                uid: merlon.v1.SourcedInt;

                /** Credential owner. */
                owner: string;

                /** Credential group. */
                group: string;

                /** Credential exposure. */
                exposure: merlon.v1.SourcedString;

                /**
                 * Encodes the specified Credential message. Does not implicitly {@link merlon.v1.CredentialsFact.Credential.verify|verify} messages.
                 * @param message Credential message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.CredentialsFact.Credential.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Credential message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.CredentialsFact.Credential & merlon.v1.CredentialsFact.Credential.$Shape} Credential
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.CredentialsFact.Credential & merlon.v1.CredentialsFact.Credential.$Shape;
            }

            namespace Credential {

                /** Properties of a Credential. */
                interface $Properties {

                    /** Credential path */
                    path?: string;

                    /** Credential kind */
                    kind?: string;

                    /** Credential encrypted */
                    encrypted?: string;

                    /** Credential mode */
                    mode?: merlon.v1.SourcedString.$Properties;

                    /** Credential uid */
                    uid?: merlon.v1.SourcedInt.$Properties;

                    /** Credential owner */
                    owner?: string;

                    /** Credential group */
                    group?: string;

                    /** Credential exposure */
                    exposure?: merlon.v1.SourcedString.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Credential. */
                type $Shape = merlon.v1.CredentialsFact.Credential.$Properties;
            }
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
         * Properties of an AttestRequest.
         * @deprecated Use merlon.v1.AttestRequest.$Properties instead.
         */
        interface IAttestRequest extends merlon.v1.AttestRequest.$Properties {
        }

        /** Represents an AttestRequest. */
        class AttestRequest {

            /**
             * Constructs a new AttestRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.AttestRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AttestRequest clusterId. */
            clusterId: string;

            /** AttestRequest serviceAccountToken. */
            serviceAccountToken: (string|null);

            /** AttestRequest joinToken. */
            joinToken: (string|null);

            /** AttestRequest certificateRequest. */
            certificateRequest: Uint8Array;

            /** AttestRequest nodeName. */
            nodeName: string;

            /** AttestRequest agentVersion. */
            agentVersion: string;

            /** AttestRequest evidence. */
            evidence?: ("serviceAccountToken"|"joinToken");

            /**
             * Encodes the specified AttestRequest message. Does not implicitly {@link merlon.v1.AttestRequest.verify|verify} messages.
             * @param message AttestRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.AttestRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AttestRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.AttestRequest & merlon.v1.AttestRequest.$Shape} AttestRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.AttestRequest & merlon.v1.AttestRequest.$Shape;
        }

        namespace AttestRequest {

            /** Properties of an AttestRequest. */
            interface $Properties {

                /** AttestRequest clusterId */
                clusterId?: string;

                /** AttestRequest serviceAccountToken */
                serviceAccountToken?: (string|null);

                /** AttestRequest joinToken */
                joinToken?: (string|null);

                /** AttestRequest certificateRequest */
                certificateRequest?: Uint8Array;

                /** AttestRequest nodeName */
                nodeName?: string;

                /** AttestRequest agentVersion */
                agentVersion?: string;

                /** AttestRequest evidence */
                evidence?: ("serviceAccountToken"|"joinToken");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an AttestRequest. */
            type $Shape = {
              clusterId?: string;
              serviceAccountToken?: string|null;
              joinToken?: string|null;
              certificateRequest?: Uint8Array;
              nodeName?: string;
              agentVersion?: string;
              $unknowns?: Uint8Array[];
            } & (
              ({ evidence?: undefined; serviceAccountToken?: null; joinToken?: null }|{ evidence?: "serviceAccountToken"; serviceAccountToken: string; joinToken?: null }|{ evidence?: "joinToken"; serviceAccountToken?: null; joinToken: string })
            );
        }

        /**
         * Properties of an AttestResponse.
         * @deprecated Use merlon.v1.AttestResponse.$Properties instead.
         */
        interface IAttestResponse extends merlon.v1.AttestResponse.$Properties {
        }

        /** Represents an AttestResponse. */
        class AttestResponse {

            /**
             * Constructs a new AttestResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.AttestResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AttestResponse certificate. */
            certificate: merlon.v1.Certificate;

            /**
             * Encodes the specified AttestResponse message. Does not implicitly {@link merlon.v1.AttestResponse.verify|verify} messages.
             * @param message AttestResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.AttestResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AttestResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.AttestResponse & merlon.v1.AttestResponse.$Shape} AttestResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.AttestResponse & merlon.v1.AttestResponse.$Shape;
        }

        namespace AttestResponse {

            /** Properties of an AttestResponse. */
            interface $Properties {

                /** AttestResponse certificate */
                certificate?: merlon.v1.Certificate.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AttestResponse. */
            type $Shape = merlon.v1.AttestResponse.$Properties;
        }

        /**
         * Properties of a RenewCertificateRequest.
         * @deprecated Use merlon.v1.RenewCertificateRequest.$Properties instead.
         */
        interface IRenewCertificateRequest extends merlon.v1.RenewCertificateRequest.$Properties {
        }

        /** Represents a RenewCertificateRequest. */
        class RenewCertificateRequest {

            /**
             * Constructs a new RenewCertificateRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.RenewCertificateRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RenewCertificateRequest certificateRequest. */
            certificateRequest: Uint8Array;

            /** RenewCertificateRequest serviceAccountToken. */
            serviceAccountToken: string;

            /**
             * Encodes the specified RenewCertificateRequest message. Does not implicitly {@link merlon.v1.RenewCertificateRequest.verify|verify} messages.
             * @param message RenewCertificateRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.RenewCertificateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RenewCertificateRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.RenewCertificateRequest & merlon.v1.RenewCertificateRequest.$Shape} RenewCertificateRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.RenewCertificateRequest & merlon.v1.RenewCertificateRequest.$Shape;
        }

        namespace RenewCertificateRequest {

            /** Properties of a RenewCertificateRequest. */
            interface $Properties {

                /** RenewCertificateRequest certificateRequest */
                certificateRequest?: Uint8Array;

                /** RenewCertificateRequest serviceAccountToken */
                serviceAccountToken?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RenewCertificateRequest. */
            type $Shape = merlon.v1.RenewCertificateRequest.$Properties;
        }

        /**
         * Properties of a RenewCertificateResponse.
         * @deprecated Use merlon.v1.RenewCertificateResponse.$Properties instead.
         */
        interface IRenewCertificateResponse extends merlon.v1.RenewCertificateResponse.$Properties {
        }

        /** Represents a RenewCertificateResponse. */
        class RenewCertificateResponse {

            /**
             * Constructs a new RenewCertificateResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.RenewCertificateResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RenewCertificateResponse certificate. */
            certificate: merlon.v1.Certificate;

            /**
             * Encodes the specified RenewCertificateResponse message. Does not implicitly {@link merlon.v1.RenewCertificateResponse.verify|verify} messages.
             * @param message RenewCertificateResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.RenewCertificateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RenewCertificateResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.RenewCertificateResponse & merlon.v1.RenewCertificateResponse.$Shape} RenewCertificateResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.RenewCertificateResponse & merlon.v1.RenewCertificateResponse.$Shape;
        }

        namespace RenewCertificateResponse {

            /** Properties of a RenewCertificateResponse. */
            interface $Properties {

                /** RenewCertificateResponse certificate */
                certificate?: merlon.v1.Certificate.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RenewCertificateResponse. */
            type $Shape = merlon.v1.RenewCertificateResponse.$Properties;
        }

        /**
         * Properties of a Certificate.
         * @deprecated Use merlon.v1.Certificate.$Properties instead.
         */
        interface ICertificate extends merlon.v1.Certificate.$Properties {
        }

        /** Represents a Certificate. */
        class Certificate {

            /**
             * Constructs a new Certificate.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Certificate.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Certificate chainPem. */
            chainPem: string;

            /** Certificate authoritiesPem. */
            authoritiesPem: string;

            /** Certificate clusterId. */
            clusterId: string;

            /** Certificate nodeId. */
            nodeId: string;

            /** Certificate notBefore. */
            notBefore: google.protobuf.Timestamp;

            /** Certificate notAfter. */
            notAfter: google.protobuf.Timestamp;

            /**
             * Encodes the specified Certificate message. Does not implicitly {@link merlon.v1.Certificate.verify|verify} messages.
             * @param message Certificate message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Certificate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Certificate message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Certificate & merlon.v1.Certificate.$Shape} Certificate
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Certificate & merlon.v1.Certificate.$Shape;
        }

        namespace Certificate {

            /** Properties of a Certificate. */
            interface $Properties {

                /** Certificate chainPem */
                chainPem?: string;

                /** Certificate authoritiesPem */
                authoritiesPem?: string;

                /** Certificate clusterId */
                clusterId?: string;

                /** Certificate nodeId */
                nodeId?: string;

                /** Certificate notBefore */
                notBefore?: google.protobuf.Timestamp.$Properties;

                /** Certificate notAfter */
                notAfter?: google.protobuf.Timestamp.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Certificate. */
            type $Shape = merlon.v1.Certificate.$Properties;
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

                /** File users. */
                users: merlon.v1.FilesFact.User[];

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

                    /** File users */
                    users?: merlon.v1.FilesFact.User.$Properties[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a File. */
                type $Shape = merlon.v1.FilesFact.File.$Properties;
            }

            /**
             * Properties of a User.
             * @deprecated Use merlon.v1.FilesFact.User.$Properties instead.
             */
            interface IUser extends merlon.v1.FilesFact.User.$Properties {
            }

            /** Represents a User. */
            class User {

                /**
                 * Constructs a new User.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.FilesFact.User.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** User uid. */
                uid: number;

                /** User source. */
                source: string;

                /**
                 * Encodes the specified User message. Does not implicitly {@link merlon.v1.FilesFact.User.verify|verify} messages.
                 * @param message User message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.FilesFact.User.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a User message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.FilesFact.User & merlon.v1.FilesFact.User.$Shape} User
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.FilesFact.User & merlon.v1.FilesFact.User.$Shape;
            }

            namespace User {

                /** Properties of a User. */
                interface $Properties {

                    /** User uid */
                    uid?: number;

                    /** User source */
                    source?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a User. */
                type $Shape = merlon.v1.FilesFact.User.$Properties;
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
         * Properties of a JoinToken.
         * @deprecated Use merlon.v1.JoinToken.$Properties instead.
         */
        interface IJoinToken extends merlon.v1.JoinToken.$Properties {
        }

        /** Represents a JoinToken. */
        class JoinToken {

            /**
             * Constructs a new JoinToken.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.JoinToken.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** JoinToken id. */
            id: string;

            /** JoinToken nodeName. */
            nodeName: string;

            /** JoinToken createdBy. */
            createdBy: string;

            /** JoinToken createdTime. */
            createdTime: google.protobuf.Timestamp;

            /** JoinToken expireTime. */
            expireTime: google.protobuf.Timestamp;

            /** JoinToken usedTime. */
            usedTime: google.protobuf.Timestamp;

            /** JoinToken nodeId. */
            nodeId: string;

            /** JoinToken revokedTime. */
            revokedTime: google.protobuf.Timestamp;

            /**
             * Encodes the specified JoinToken message. Does not implicitly {@link merlon.v1.JoinToken.verify|verify} messages.
             * @param message JoinToken message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.JoinToken.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a JoinToken message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.JoinToken & merlon.v1.JoinToken.$Shape} JoinToken
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.JoinToken & merlon.v1.JoinToken.$Shape;
        }

        namespace JoinToken {

            /** Properties of a JoinToken. */
            interface $Properties {

                /** JoinToken id */
                id?: string;

                /** JoinToken nodeName */
                nodeName?: string;

                /** JoinToken createdBy */
                createdBy?: string;

                /** JoinToken createdTime */
                createdTime?: google.protobuf.Timestamp.$Properties;

                /** JoinToken expireTime */
                expireTime?: google.protobuf.Timestamp.$Properties;

                /** JoinToken usedTime */
                usedTime?: google.protobuf.Timestamp.$Properties;

                /** JoinToken nodeId */
                nodeId?: string;

                /** JoinToken revokedTime */
                revokedTime?: google.protobuf.Timestamp.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a JoinToken. */
            type $Shape = merlon.v1.JoinToken.$Properties;
        }

        /**
         * Properties of a CreateJoinTokenRequest.
         * @deprecated Use merlon.v1.CreateJoinTokenRequest.$Properties instead.
         */
        interface ICreateJoinTokenRequest extends merlon.v1.CreateJoinTokenRequest.$Properties {
        }

        /** Represents a CreateJoinTokenRequest. */
        class CreateJoinTokenRequest {

            /**
             * Constructs a new CreateJoinTokenRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.CreateJoinTokenRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CreateJoinTokenRequest nodeName. */
            nodeName: string;

            /** CreateJoinTokenRequest holdSeconds. */
            holdSeconds: number;

            /**
             * Encodes the specified CreateJoinTokenRequest message. Does not implicitly {@link merlon.v1.CreateJoinTokenRequest.verify|verify} messages.
             * @param message CreateJoinTokenRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.CreateJoinTokenRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CreateJoinTokenRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.CreateJoinTokenRequest & merlon.v1.CreateJoinTokenRequest.$Shape} CreateJoinTokenRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.CreateJoinTokenRequest & merlon.v1.CreateJoinTokenRequest.$Shape;
        }

        namespace CreateJoinTokenRequest {

            /** Properties of a CreateJoinTokenRequest. */
            interface $Properties {

                /** CreateJoinTokenRequest nodeName */
                nodeName?: string;

                /** CreateJoinTokenRequest holdSeconds */
                holdSeconds?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CreateJoinTokenRequest. */
            type $Shape = merlon.v1.CreateJoinTokenRequest.$Properties;
        }

        /**
         * Properties of a CreateJoinTokenResponse.
         * @deprecated Use merlon.v1.CreateJoinTokenResponse.$Properties instead.
         */
        interface ICreateJoinTokenResponse extends merlon.v1.CreateJoinTokenResponse.$Properties {
        }

        /** Represents a CreateJoinTokenResponse. */
        class CreateJoinTokenResponse {

            /**
             * Constructs a new CreateJoinTokenResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.CreateJoinTokenResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** CreateJoinTokenResponse token. */
            token: string;

            /** CreateJoinTokenResponse joinToken. */
            joinToken: merlon.v1.JoinToken;

            /**
             * Encodes the specified CreateJoinTokenResponse message. Does not implicitly {@link merlon.v1.CreateJoinTokenResponse.verify|verify} messages.
             * @param message CreateJoinTokenResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.CreateJoinTokenResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a CreateJoinTokenResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.CreateJoinTokenResponse & merlon.v1.CreateJoinTokenResponse.$Shape} CreateJoinTokenResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.CreateJoinTokenResponse & merlon.v1.CreateJoinTokenResponse.$Shape;
        }

        namespace CreateJoinTokenResponse {

            /** Properties of a CreateJoinTokenResponse. */
            interface $Properties {

                /** CreateJoinTokenResponse token */
                token?: string;

                /** CreateJoinTokenResponse joinToken */
                joinToken?: merlon.v1.JoinToken.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a CreateJoinTokenResponse. */
            type $Shape = merlon.v1.CreateJoinTokenResponse.$Properties;
        }

        /**
         * Properties of a ListJoinTokensRequest.
         * @deprecated Use merlon.v1.ListJoinTokensRequest.$Properties instead.
         */
        interface IListJoinTokensRequest extends merlon.v1.ListJoinTokensRequest.$Properties {
        }

        /** Represents a ListJoinTokensRequest. */
        class ListJoinTokensRequest {

            /**
             * Constructs a new ListJoinTokensRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListJoinTokensRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified ListJoinTokensRequest message. Does not implicitly {@link merlon.v1.ListJoinTokensRequest.verify|verify} messages.
             * @param message ListJoinTokensRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListJoinTokensRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListJoinTokensRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListJoinTokensRequest & merlon.v1.ListJoinTokensRequest.$Shape} ListJoinTokensRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListJoinTokensRequest & merlon.v1.ListJoinTokensRequest.$Shape;
        }

        namespace ListJoinTokensRequest {

            /** Properties of a ListJoinTokensRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListJoinTokensRequest. */
            type $Shape = merlon.v1.ListJoinTokensRequest.$Properties;
        }

        /**
         * Properties of a ListJoinTokensResponse.
         * @deprecated Use merlon.v1.ListJoinTokensResponse.$Properties instead.
         */
        interface IListJoinTokensResponse extends merlon.v1.ListJoinTokensResponse.$Properties {
        }

        /** Represents a ListJoinTokensResponse. */
        class ListJoinTokensResponse {

            /**
             * Constructs a new ListJoinTokensResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListJoinTokensResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListJoinTokensResponse joinTokens. */
            joinTokens: merlon.v1.JoinToken[];

            /**
             * Encodes the specified ListJoinTokensResponse message. Does not implicitly {@link merlon.v1.ListJoinTokensResponse.verify|verify} messages.
             * @param message ListJoinTokensResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListJoinTokensResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListJoinTokensResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListJoinTokensResponse & merlon.v1.ListJoinTokensResponse.$Shape} ListJoinTokensResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListJoinTokensResponse & merlon.v1.ListJoinTokensResponse.$Shape;
        }

        namespace ListJoinTokensResponse {

            /** Properties of a ListJoinTokensResponse. */
            interface $Properties {

                /** ListJoinTokensResponse joinTokens */
                joinTokens?: merlon.v1.JoinToken.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListJoinTokensResponse. */
            type $Shape = merlon.v1.ListJoinTokensResponse.$Properties;
        }

        /**
         * Properties of a RevokeJoinTokenRequest.
         * @deprecated Use merlon.v1.RevokeJoinTokenRequest.$Properties instead.
         */
        interface IRevokeJoinTokenRequest extends merlon.v1.RevokeJoinTokenRequest.$Properties {
        }

        /** Represents a RevokeJoinTokenRequest. */
        class RevokeJoinTokenRequest {

            /**
             * Constructs a new RevokeJoinTokenRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.RevokeJoinTokenRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RevokeJoinTokenRequest id. */
            id: string;

            /**
             * Encodes the specified RevokeJoinTokenRequest message. Does not implicitly {@link merlon.v1.RevokeJoinTokenRequest.verify|verify} messages.
             * @param message RevokeJoinTokenRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.RevokeJoinTokenRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RevokeJoinTokenRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.RevokeJoinTokenRequest & merlon.v1.RevokeJoinTokenRequest.$Shape} RevokeJoinTokenRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.RevokeJoinTokenRequest & merlon.v1.RevokeJoinTokenRequest.$Shape;
        }

        namespace RevokeJoinTokenRequest {

            /** Properties of a RevokeJoinTokenRequest. */
            interface $Properties {

                /** RevokeJoinTokenRequest id */
                id?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RevokeJoinTokenRequest. */
            type $Shape = merlon.v1.RevokeJoinTokenRequest.$Properties;
        }

        /**
         * Properties of a RevokeJoinTokenResponse.
         * @deprecated Use merlon.v1.RevokeJoinTokenResponse.$Properties instead.
         */
        interface IRevokeJoinTokenResponse extends merlon.v1.RevokeJoinTokenResponse.$Properties {
        }

        /** Represents a RevokeJoinTokenResponse. */
        class RevokeJoinTokenResponse {

            /**
             * Constructs a new RevokeJoinTokenResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.RevokeJoinTokenResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified RevokeJoinTokenResponse message. Does not implicitly {@link merlon.v1.RevokeJoinTokenResponse.verify|verify} messages.
             * @param message RevokeJoinTokenResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.RevokeJoinTokenResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RevokeJoinTokenResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.RevokeJoinTokenResponse & merlon.v1.RevokeJoinTokenResponse.$Shape} RevokeJoinTokenResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.RevokeJoinTokenResponse & merlon.v1.RevokeJoinTokenResponse.$Shape;
        }

        namespace RevokeJoinTokenResponse {

            /** Properties of a RevokeJoinTokenResponse. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RevokeJoinTokenResponse. */
            type $Shape = merlon.v1.RevokeJoinTokenResponse.$Properties;
        }

        /**
         * Properties of a Ban.
         * @deprecated Use merlon.v1.Ban.$Properties instead.
         */
        interface IBan extends merlon.v1.Ban.$Properties {
        }

        /** Represents a Ban. */
        class Ban {

            /**
             * Constructs a new Ban.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Ban.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Ban nodeId. */
            nodeId: string;

            /** Ban nodeName. */
            nodeName: string;

            /** Ban reason. */
            reason: string;

            /** Ban bannedBy. */
            bannedBy: string;

            /** Ban time. */
            time: google.protobuf.Timestamp;

            /**
             * Encodes the specified Ban message. Does not implicitly {@link merlon.v1.Ban.verify|verify} messages.
             * @param message Ban message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Ban.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Ban message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Ban & merlon.v1.Ban.$Shape} Ban
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Ban & merlon.v1.Ban.$Shape;
        }

        namespace Ban {

            /** Properties of a Ban. */
            interface $Properties {

                /** Ban nodeId */
                nodeId?: string;

                /** Ban nodeName */
                nodeName?: string;

                /** Ban reason */
                reason?: string;

                /** Ban bannedBy */
                bannedBy?: string;

                /** Ban time */
                time?: google.protobuf.Timestamp.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Ban. */
            type $Shape = merlon.v1.Ban.$Properties;
        }

        /**
         * Properties of a BanNodeRequest.
         * @deprecated Use merlon.v1.BanNodeRequest.$Properties instead.
         */
        interface IBanNodeRequest extends merlon.v1.BanNodeRequest.$Properties {
        }

        /** Represents a BanNodeRequest. */
        class BanNodeRequest {

            /**
             * Constructs a new BanNodeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.BanNodeRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BanNodeRequest node. */
            node: string;

            /** BanNodeRequest reason. */
            reason: string;

            /**
             * Encodes the specified BanNodeRequest message. Does not implicitly {@link merlon.v1.BanNodeRequest.verify|verify} messages.
             * @param message BanNodeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.BanNodeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BanNodeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.BanNodeRequest & merlon.v1.BanNodeRequest.$Shape} BanNodeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.BanNodeRequest & merlon.v1.BanNodeRequest.$Shape;
        }

        namespace BanNodeRequest {

            /** Properties of a BanNodeRequest. */
            interface $Properties {

                /** BanNodeRequest node */
                node?: string;

                /** BanNodeRequest reason */
                reason?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BanNodeRequest. */
            type $Shape = merlon.v1.BanNodeRequest.$Properties;
        }

        /**
         * Properties of a BanNodeResponse.
         * @deprecated Use merlon.v1.BanNodeResponse.$Properties instead.
         */
        interface IBanNodeResponse extends merlon.v1.BanNodeResponse.$Properties {
        }

        /** Represents a BanNodeResponse. */
        class BanNodeResponse {

            /**
             * Constructs a new BanNodeResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.BanNodeResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BanNodeResponse ban. */
            ban: merlon.v1.Ban;

            /**
             * Encodes the specified BanNodeResponse message. Does not implicitly {@link merlon.v1.BanNodeResponse.verify|verify} messages.
             * @param message BanNodeResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.BanNodeResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BanNodeResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.BanNodeResponse & merlon.v1.BanNodeResponse.$Shape} BanNodeResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.BanNodeResponse & merlon.v1.BanNodeResponse.$Shape;
        }

        namespace BanNodeResponse {

            /** Properties of a BanNodeResponse. */
            interface $Properties {

                /** BanNodeResponse ban */
                ban?: merlon.v1.Ban.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BanNodeResponse. */
            type $Shape = merlon.v1.BanNodeResponse.$Properties;
        }

        /**
         * Properties of an UnbanNodeRequest.
         * @deprecated Use merlon.v1.UnbanNodeRequest.$Properties instead.
         */
        interface IUnbanNodeRequest extends merlon.v1.UnbanNodeRequest.$Properties {
        }

        /** Represents an UnbanNodeRequest. */
        class UnbanNodeRequest {

            /**
             * Constructs a new UnbanNodeRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.UnbanNodeRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** UnbanNodeRequest node. */
            node: string;

            /**
             * Encodes the specified UnbanNodeRequest message. Does not implicitly {@link merlon.v1.UnbanNodeRequest.verify|verify} messages.
             * @param message UnbanNodeRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.UnbanNodeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an UnbanNodeRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.UnbanNodeRequest & merlon.v1.UnbanNodeRequest.$Shape} UnbanNodeRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.UnbanNodeRequest & merlon.v1.UnbanNodeRequest.$Shape;
        }

        namespace UnbanNodeRequest {

            /** Properties of an UnbanNodeRequest. */
            interface $Properties {

                /** UnbanNodeRequest node */
                node?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an UnbanNodeRequest. */
            type $Shape = merlon.v1.UnbanNodeRequest.$Properties;
        }

        /**
         * Properties of an UnbanNodeResponse.
         * @deprecated Use merlon.v1.UnbanNodeResponse.$Properties instead.
         */
        interface IUnbanNodeResponse extends merlon.v1.UnbanNodeResponse.$Properties {
        }

        /** Represents an UnbanNodeResponse. */
        class UnbanNodeResponse {

            /**
             * Constructs a new UnbanNodeResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.UnbanNodeResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified UnbanNodeResponse message. Does not implicitly {@link merlon.v1.UnbanNodeResponse.verify|verify} messages.
             * @param message UnbanNodeResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.UnbanNodeResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an UnbanNodeResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.UnbanNodeResponse & merlon.v1.UnbanNodeResponse.$Shape} UnbanNodeResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.UnbanNodeResponse & merlon.v1.UnbanNodeResponse.$Shape;
        }

        namespace UnbanNodeResponse {

            /** Properties of an UnbanNodeResponse. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an UnbanNodeResponse. */
            type $Shape = merlon.v1.UnbanNodeResponse.$Properties;
        }

        /**
         * Properties of a ListBansRequest.
         * @deprecated Use merlon.v1.ListBansRequest.$Properties instead.
         */
        interface IListBansRequest extends merlon.v1.ListBansRequest.$Properties {
        }

        /** Represents a ListBansRequest. */
        class ListBansRequest {

            /**
             * Constructs a new ListBansRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListBansRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified ListBansRequest message. Does not implicitly {@link merlon.v1.ListBansRequest.verify|verify} messages.
             * @param message ListBansRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListBansRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListBansRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListBansRequest & merlon.v1.ListBansRequest.$Shape} ListBansRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListBansRequest & merlon.v1.ListBansRequest.$Shape;
        }

        namespace ListBansRequest {

            /** Properties of a ListBansRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListBansRequest. */
            type $Shape = merlon.v1.ListBansRequest.$Properties;
        }

        /**
         * Properties of a ListBansResponse.
         * @deprecated Use merlon.v1.ListBansResponse.$Properties instead.
         */
        interface IListBansResponse extends merlon.v1.ListBansResponse.$Properties {
        }

        /** Represents a ListBansResponse. */
        class ListBansResponse {

            /**
             * Constructs a new ListBansResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListBansResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListBansResponse bans. */
            bans: merlon.v1.Ban[];

            /**
             * Encodes the specified ListBansResponse message. Does not implicitly {@link merlon.v1.ListBansResponse.verify|verify} messages.
             * @param message ListBansResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListBansResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListBansResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListBansResponse & merlon.v1.ListBansResponse.$Shape} ListBansResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListBansResponse & merlon.v1.ListBansResponse.$Shape;
        }

        namespace ListBansResponse {

            /** Properties of a ListBansResponse. */
            interface $Properties {

                /** ListBansResponse bans */
                bans?: merlon.v1.Ban.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListBansResponse. */
            type $Shape = merlon.v1.ListBansResponse.$Properties;
        }

        /**
         * Properties of a KernelFact.
         * @deprecated Use merlon.v1.KernelFact.$Properties instead.
         */
        interface IKernelFact extends merlon.v1.KernelFact.$Properties {
        }

        /** Represents a KernelFact. */
        class KernelFact {

            /**
             * Constructs a new KernelFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.KernelFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KernelFact sysctls. */
            sysctls: merlon.v1.Setting[];

            /** KernelFact missing. */
            missing: string[];

            /** KernelFact configured. */
            configured: merlon.v1.KernelFact.Configured[];

            /** KernelFact parameters. */
            parameters: merlon.v1.SourcedString;

            /** KernelFact securityModules. */
            securityModules: merlon.v1.SourcedString;

            /** KernelFact apparmor. */
            apparmor: merlon.v1.SourcedString;

            /** KernelFact apparmorEnforced. */
            apparmorEnforced: merlon.v1.SourcedInt;

            /** KernelFact apparmorComplaining. */
            apparmorComplaining: merlon.v1.SourcedInt;

            /** KernelFact selinux. */
            selinux: merlon.v1.SourcedString;

            /** KernelFact selinuxConfigured. */
            selinuxConfigured: merlon.v1.SourcedString;

            /** KernelFact lockdown. */
            lockdown: merlon.v1.SourcedString;

            /** KernelFact signedModules. */
            signedModules: merlon.v1.SourcedBool;

            /** KernelFact modules. */
            modules: merlon.v1.KernelFact.Module[];

            /** KernelFact swaps. */
            swaps: merlon.v1.KernelFact.Swap[];

            /** KernelFact rebootPending. */
            rebootPending: merlon.v1.SourcedBool;

            /** KernelFact rebootPackages. */
            rebootPackages: string[];

            /** KernelFact auditDaemon. */
            auditDaemon: merlon.v1.SourcedBool;

            /** KernelFact auditRules. */
            auditRules: merlon.v1.SourcedInt;

            /** KernelFact auditRulesFixed. */
            auditRulesFixed: merlon.v1.SourcedBool;

            /** KernelFact timeDaemon. */
            timeDaemon: merlon.v1.SourcedString;

            /** KernelFact timeSynchronized. */
            timeSynchronized: merlon.v1.SourcedBool;

            /** KernelFact vulnerabilities. */
            vulnerabilities: merlon.v1.KernelFact.Vulnerability[];

            /** KernelFact taints. */
            taints: merlon.v1.SourcedString;

            /**
             * Encodes the specified KernelFact message. Does not implicitly {@link merlon.v1.KernelFact.verify|verify} messages.
             * @param message KernelFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.KernelFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KernelFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.KernelFact & merlon.v1.KernelFact.$Shape} KernelFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.KernelFact & merlon.v1.KernelFact.$Shape;
        }

        namespace KernelFact {

            /** Properties of a KernelFact. */
            interface $Properties {

                /** KernelFact sysctls */
                sysctls?: merlon.v1.Setting.$Properties[];

                /** KernelFact missing */
                missing?: string[];

                /** KernelFact configured */
                configured?: merlon.v1.KernelFact.Configured.$Properties[];

                /** KernelFact parameters */
                parameters?: merlon.v1.SourcedString.$Properties;

                /** KernelFact securityModules */
                securityModules?: merlon.v1.SourcedString.$Properties;

                /** KernelFact apparmor */
                apparmor?: merlon.v1.SourcedString.$Properties;

                /** KernelFact apparmorEnforced */
                apparmorEnforced?: merlon.v1.SourcedInt.$Properties;

                /** KernelFact apparmorComplaining */
                apparmorComplaining?: merlon.v1.SourcedInt.$Properties;

                /** KernelFact selinux */
                selinux?: merlon.v1.SourcedString.$Properties;

                /** KernelFact selinuxConfigured */
                selinuxConfigured?: merlon.v1.SourcedString.$Properties;

                /** KernelFact lockdown */
                lockdown?: merlon.v1.SourcedString.$Properties;

                /** KernelFact signedModules */
                signedModules?: merlon.v1.SourcedBool.$Properties;

                /** KernelFact modules */
                modules?: merlon.v1.KernelFact.Module.$Properties[];

                /** KernelFact swaps */
                swaps?: merlon.v1.KernelFact.Swap.$Properties[];

                /** KernelFact rebootPending */
                rebootPending?: merlon.v1.SourcedBool.$Properties;

                /** KernelFact rebootPackages */
                rebootPackages?: string[];

                /** KernelFact auditDaemon */
                auditDaemon?: merlon.v1.SourcedBool.$Properties;

                /** KernelFact auditRules */
                auditRules?: merlon.v1.SourcedInt.$Properties;

                /** KernelFact auditRulesFixed */
                auditRulesFixed?: merlon.v1.SourcedBool.$Properties;

                /** KernelFact timeDaemon */
                timeDaemon?: merlon.v1.SourcedString.$Properties;

                /** KernelFact timeSynchronized */
                timeSynchronized?: merlon.v1.SourcedBool.$Properties;

                /** KernelFact vulnerabilities */
                vulnerabilities?: merlon.v1.KernelFact.Vulnerability.$Properties[];

                /** KernelFact taints */
                taints?: merlon.v1.SourcedString.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KernelFact. */
            type $Shape = {
              sysctls?: merlon.v1.Setting.$Shape[];
              missing?: string[];
              configured?: merlon.v1.KernelFact.Configured.$Shape[];
              parameters?: merlon.v1.SourcedString.$Shape;
              securityModules?: merlon.v1.SourcedString.$Shape;
              apparmor?: merlon.v1.SourcedString.$Shape;
              apparmorEnforced?: merlon.v1.SourcedInt.$Shape;
              apparmorComplaining?: merlon.v1.SourcedInt.$Shape;
              selinux?: merlon.v1.SourcedString.$Shape;
              selinuxConfigured?: merlon.v1.SourcedString.$Shape;
              lockdown?: merlon.v1.SourcedString.$Shape;
              signedModules?: merlon.v1.SourcedBool.$Shape;
              modules?: merlon.v1.KernelFact.Module.$Shape[];
              swaps?: merlon.v1.KernelFact.Swap.$Shape[];
              rebootPending?: merlon.v1.SourcedBool.$Shape;
              rebootPackages?: string[];
              auditDaemon?: merlon.v1.SourcedBool.$Shape;
              auditRules?: merlon.v1.SourcedInt.$Shape;
              auditRulesFixed?: merlon.v1.SourcedBool.$Shape;
              timeDaemon?: merlon.v1.SourcedString.$Shape;
              timeSynchronized?: merlon.v1.SourcedBool.$Shape;
              vulnerabilities?: merlon.v1.KernelFact.Vulnerability.$Shape[];
              taints?: merlon.v1.SourcedString.$Shape;
              $unknowns?: Uint8Array[];
            };

            /**
             * Properties of a Configured.
             * @deprecated Use merlon.v1.KernelFact.Configured.$Properties instead.
             */
            interface IConfigured extends merlon.v1.KernelFact.Configured.$Properties {
            }

            /** Represents a Configured. */
            class Configured {

                /**
                 * Constructs a new Configured.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.KernelFact.Configured.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Configured name. */
                name: string;

                /** Configured value. */
                value: string;

                /** Configured source. */
                source: string;

                /** Configured overridden. */
                overridden: string[];

                /** Configured running. */
                running: merlon.v1.SourcedString;

                /**
                 * Encodes the specified Configured message. Does not implicitly {@link merlon.v1.KernelFact.Configured.verify|verify} messages.
                 * @param message Configured message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.KernelFact.Configured.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Configured message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.KernelFact.Configured & merlon.v1.KernelFact.Configured.$Shape} Configured
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.KernelFact.Configured & merlon.v1.KernelFact.Configured.$Shape;
            }

            namespace Configured {

                /** Properties of a Configured. */
                interface $Properties {

                    /** Configured name */
                    name?: string;

                    /** Configured value */
                    value?: string;

                    /** Configured source */
                    source?: string;

                    /** Configured overridden */
                    overridden?: string[];

                    /** Configured running */
                    running?: merlon.v1.SourcedString.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Configured. */
                type $Shape = merlon.v1.KernelFact.Configured.$Properties;
            }

            /**
             * Properties of a Module.
             * @deprecated Use merlon.v1.KernelFact.Module.$Properties instead.
             */
            interface IModule extends merlon.v1.KernelFact.Module.$Properties {
            }

            /** Represents a Module. */
            class Module {

                /**
                 * Constructs a new Module.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.KernelFact.Module.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Module name. */
                name: string;

                /** Module state. */
                state: merlon.v1.SourcedString;

                /** Module blacklisted. */
                blacklisted: boolean;

                /**
                 * Encodes the specified Module message. Does not implicitly {@link merlon.v1.KernelFact.Module.verify|verify} messages.
                 * @param message Module message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.KernelFact.Module.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Module message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.KernelFact.Module & merlon.v1.KernelFact.Module.$Shape} Module
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.KernelFact.Module & merlon.v1.KernelFact.Module.$Shape;
            }

            namespace Module {

                /** Properties of a Module. */
                interface $Properties {

                    /** Module name */
                    name?: string;

                    /** Module state */
                    state?: merlon.v1.SourcedString.$Properties;

                    /** Module blacklisted */
                    blacklisted?: boolean;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Module. */
                type $Shape = merlon.v1.KernelFact.Module.$Properties;
            }

            /**
             * Properties of a Swap.
             * @deprecated Use merlon.v1.KernelFact.Swap.$Properties instead.
             */
            interface ISwap extends merlon.v1.KernelFact.Swap.$Properties {
            }

            /** Represents a Swap. */
            class Swap {

                /**
                 * Constructs a new Swap.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.KernelFact.Swap.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Swap path. */
                path: string;

                /** Swap kind. */
                kind: string;

                /** Swap kibibytes. */
                kibibytes: number;

                /** Swap memory. */
                memory: boolean;

                /**
                 * Encodes the specified Swap message. Does not implicitly {@link merlon.v1.KernelFact.Swap.verify|verify} messages.
                 * @param message Swap message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.KernelFact.Swap.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Swap message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.KernelFact.Swap & merlon.v1.KernelFact.Swap.$Shape} Swap
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.KernelFact.Swap & merlon.v1.KernelFact.Swap.$Shape;
            }

            namespace Swap {

                /** Properties of a Swap. */
                interface $Properties {

                    /** Swap path */
                    path?: string;

                    /** Swap kind */
                    kind?: string;

                    /** Swap kibibytes */
                    kibibytes?: number;

                    /** Swap memory */
                    memory?: boolean;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Swap. */
                type $Shape = merlon.v1.KernelFact.Swap.$Properties;
            }

            /**
             * Properties of a Vulnerability.
             * @deprecated Use merlon.v1.KernelFact.Vulnerability.$Properties instead.
             */
            interface IVulnerability extends merlon.v1.KernelFact.Vulnerability.$Properties {
            }

            /** Represents a Vulnerability. */
            class Vulnerability {

                /**
                 * Constructs a new Vulnerability.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.KernelFact.Vulnerability.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Vulnerability name. */
                name: string;

                /** Vulnerability state. */
                state: merlon.v1.SourcedString;

                /** Vulnerability text. */
                text: string;

                /**
                 * Encodes the specified Vulnerability message. Does not implicitly {@link merlon.v1.KernelFact.Vulnerability.verify|verify} messages.
                 * @param message Vulnerability message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.KernelFact.Vulnerability.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Vulnerability message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.KernelFact.Vulnerability & merlon.v1.KernelFact.Vulnerability.$Shape} Vulnerability
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.KernelFact.Vulnerability & merlon.v1.KernelFact.Vulnerability.$Shape;
            }

            namespace Vulnerability {

                /** Properties of a Vulnerability. */
                interface $Properties {

                    /** Vulnerability name */
                    name?: string;

                    /** Vulnerability state */
                    state?: merlon.v1.SourcedString.$Properties;

                    /** Vulnerability text */
                    text?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Vulnerability. */
                type $Shape = merlon.v1.KernelFact.Vulnerability.$Properties;
            }
        }

        /**
         * Properties of a KubeconfigsFact.
         * @deprecated Use merlon.v1.KubeconfigsFact.$Properties instead.
         */
        interface IKubeconfigsFact extends merlon.v1.KubeconfigsFact.$Properties {
        }

        /** Represents a KubeconfigsFact. */
        class KubeconfigsFact {

            /**
             * Constructs a new KubeconfigsFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.KubeconfigsFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KubeconfigsFact items. */
            items: merlon.v1.KubeconfigsFact.Kubeconfig[];

            /**
             * Encodes the specified KubeconfigsFact message. Does not implicitly {@link merlon.v1.KubeconfigsFact.verify|verify} messages.
             * @param message KubeconfigsFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.KubeconfigsFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KubeconfigsFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.KubeconfigsFact & merlon.v1.KubeconfigsFact.$Shape} KubeconfigsFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.KubeconfigsFact & merlon.v1.KubeconfigsFact.$Shape;
        }

        namespace KubeconfigsFact {

            /** Properties of a KubeconfigsFact. */
            interface $Properties {

                /** KubeconfigsFact items */
                items?: merlon.v1.KubeconfigsFact.Kubeconfig.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KubeconfigsFact. */
            type $Shape = merlon.v1.KubeconfigsFact.$Properties;

            /**
             * Properties of a Kubeconfig.
             * @deprecated Use merlon.v1.KubeconfigsFact.Kubeconfig.$Properties instead.
             */
            interface IKubeconfig extends merlon.v1.KubeconfigsFact.Kubeconfig.$Properties {
            }

            /** Represents a Kubeconfig. */
            class Kubeconfig {

                /**
                 * Constructs a new Kubeconfig.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.KubeconfigsFact.Kubeconfig.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Kubeconfig path. */
                path: string;

                /** Kubeconfig foundBy. */
                foundBy: string;

                /** Kubeconfig named. */
                named: boolean;

                /** Kubeconfig components. */
                components: string[];

                /** Kubeconfig mode. */
                mode: merlon.v1.SourcedString;

                /** Kubeconfig uid. */
                uid: merlon.v1.SourcedInt;

                /** Kubeconfig owner. */
                owner: string;

                /** Kubeconfig embedsSecret. */
                embedsSecret: boolean;

                /** Kubeconfig clusters. */
                clusters: merlon.v1.KubeconfigsFact.Cluster[];

                /** Kubeconfig users. */
                users: merlon.v1.KubeconfigsFact.User[];

                /**
                 * Encodes the specified Kubeconfig message. Does not implicitly {@link merlon.v1.KubeconfigsFact.Kubeconfig.verify|verify} messages.
                 * @param message Kubeconfig message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.KubeconfigsFact.Kubeconfig.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Kubeconfig message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.KubeconfigsFact.Kubeconfig & merlon.v1.KubeconfigsFact.Kubeconfig.$Shape} Kubeconfig
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.KubeconfigsFact.Kubeconfig & merlon.v1.KubeconfigsFact.Kubeconfig.$Shape;
            }

            namespace Kubeconfig {

                /** Properties of a Kubeconfig. */
                interface $Properties {

                    /** Kubeconfig path */
                    path?: string;

                    /** Kubeconfig foundBy */
                    foundBy?: string;

                    /** Kubeconfig named */
                    named?: boolean;

                    /** Kubeconfig components */
                    components?: string[];

                    /** Kubeconfig mode */
                    mode?: merlon.v1.SourcedString.$Properties;

                    /** Kubeconfig uid */
                    uid?: merlon.v1.SourcedInt.$Properties;

                    /** Kubeconfig owner */
                    owner?: string;

                    /** Kubeconfig embedsSecret */
                    embedsSecret?: boolean;

                    /** Kubeconfig clusters */
                    clusters?: merlon.v1.KubeconfigsFact.Cluster.$Properties[];

                    /** Kubeconfig users */
                    users?: merlon.v1.KubeconfigsFact.User.$Properties[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Kubeconfig. */
                type $Shape = merlon.v1.KubeconfigsFact.Kubeconfig.$Properties;
            }

            /**
             * Properties of a Cluster.
             * @deprecated Use merlon.v1.KubeconfigsFact.Cluster.$Properties instead.
             */
            interface ICluster extends merlon.v1.KubeconfigsFact.Cluster.$Properties {
            }

            /** Represents a Cluster. */
            class Cluster {

                /**
                 * Constructs a new Cluster.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.KubeconfigsFact.Cluster.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Cluster name. */
                name: string;

                /** Cluster server. */
                server: merlon.v1.SourcedString;

                /** Cluster insecureSkipTlsVerify. */
                insecureSkipTlsVerify: merlon.v1.SourcedBool;

                /** Cluster authority. */
                authority: string;

                /** Cluster authorityFile. */
                authorityFile: string;

                /**
                 * Encodes the specified Cluster message. Does not implicitly {@link merlon.v1.KubeconfigsFact.Cluster.verify|verify} messages.
                 * @param message Cluster message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.KubeconfigsFact.Cluster.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Cluster message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.KubeconfigsFact.Cluster & merlon.v1.KubeconfigsFact.Cluster.$Shape} Cluster
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.KubeconfigsFact.Cluster & merlon.v1.KubeconfigsFact.Cluster.$Shape;
            }

            namespace Cluster {

                /** Properties of a Cluster. */
                interface $Properties {

                    /** Cluster name */
                    name?: string;

                    /** Cluster server */
                    server?: merlon.v1.SourcedString.$Properties;

                    /** Cluster insecureSkipTlsVerify */
                    insecureSkipTlsVerify?: merlon.v1.SourcedBool.$Properties;

                    /** Cluster authority */
                    authority?: string;

                    /** Cluster authorityFile */
                    authorityFile?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Cluster. */
                type $Shape = merlon.v1.KubeconfigsFact.Cluster.$Properties;
            }

            /**
             * Properties of a User.
             * @deprecated Use merlon.v1.KubeconfigsFact.User.$Properties instead.
             */
            interface IUser extends merlon.v1.KubeconfigsFact.User.$Properties {
            }

            /** Represents a User. */
            class User {

                /**
                 * Constructs a new User.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.KubeconfigsFact.User.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** User name. */
                name: string;

                /** User credentials. */
                credentials: string[];

                /** User commonName. */
                commonName: merlon.v1.SourcedString;

                /** User organizations. */
                organizations: string[];

                /** User certificateFile. */
                certificateFile: string;

                /**
                 * Encodes the specified User message. Does not implicitly {@link merlon.v1.KubeconfigsFact.User.verify|verify} messages.
                 * @param message User message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.KubeconfigsFact.User.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a User message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.KubeconfigsFact.User & merlon.v1.KubeconfigsFact.User.$Shape} User
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.KubeconfigsFact.User & merlon.v1.KubeconfigsFact.User.$Shape;
            }

            namespace User {

                /** Properties of a User. */
                interface $Properties {

                    /** User name */
                    name?: string;

                    /** User credentials */
                    credentials?: string[];

                    /** User commonName */
                    commonName?: merlon.v1.SourcedString.$Properties;

                    /** User organizations */
                    organizations?: string[];

                    /** User certificateFile */
                    certificateFile?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a User. */
                type $Shape = merlon.v1.KubeconfigsFact.User.$Properties;
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
         * Properties of a KubeletConfigzFact.
         * @deprecated Use merlon.v1.KubeletConfigzFact.$Properties instead.
         */
        interface IKubeletConfigzFact extends merlon.v1.KubeletConfigzFact.$Properties {
        }

        /** Represents a KubeletConfigzFact. */
        class KubeletConfigzFact {

            /**
             * Constructs a new KubeletConfigzFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.KubeletConfigzFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** KubeletConfigzFact configuration. */
            configuration: merlon.v1.Setting[];

            /** KubeletConfigzFact address. */
            address: string;

            /**
             * Encodes the specified KubeletConfigzFact message. Does not implicitly {@link merlon.v1.KubeletConfigzFact.verify|verify} messages.
             * @param message KubeletConfigzFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.KubeletConfigzFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a KubeletConfigzFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.KubeletConfigzFact & merlon.v1.KubeletConfigzFact.$Shape} KubeletConfigzFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.KubeletConfigzFact & merlon.v1.KubeletConfigzFact.$Shape;
        }

        namespace KubeletConfigzFact {

            /** Properties of a KubeletConfigzFact. */
            interface $Properties {

                /** KubeletConfigzFact configuration */
                configuration?: merlon.v1.Setting.$Properties[];

                /** KubeletConfigzFact address */
                address?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a KubeletConfigzFact. */
            type $Shape = {
              configuration?: merlon.v1.Setting.$Shape[];
              address?: string;
              $unknowns?: Uint8Array[];
            };
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

                /** Listener interface. */
                interface: merlon.v1.SourcedString;

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

                    /** Listener interface */
                    "interface"?: merlon.v1.SourcedString.$Properties;

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

            /** NodeFact distribution. */
            distribution: merlon.v1.NodeFact.Distribution;

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

                /** NodeFact distribution */
                distribution?: merlon.v1.NodeFact.Distribution.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeFact. */
            type $Shape = merlon.v1.NodeFact.$Properties;

            /**
             * Properties of a Distribution.
             * @deprecated Use merlon.v1.NodeFact.Distribution.$Properties instead.
             */
            interface IDistribution extends merlon.v1.NodeFact.Distribution.$Properties {
            }

            /** Represents a Distribution. */
            class Distribution {

                /**
                 * Constructs a new Distribution.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.NodeFact.Distribution.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Distribution name. */
                name: merlon.v1.SourcedString;

                /** Distribution variant. */
                variant: string;

                /** Distribution version. */
                version: merlon.v1.SourcedString;

                /** Distribution evidence. */
                evidence: merlon.v1.NodeFact.Distribution.Evidence[];

                /**
                 * Encodes the specified Distribution message. Does not implicitly {@link merlon.v1.NodeFact.Distribution.verify|verify} messages.
                 * @param message Distribution message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.NodeFact.Distribution.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Distribution message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.NodeFact.Distribution & merlon.v1.NodeFact.Distribution.$Shape} Distribution
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.NodeFact.Distribution & merlon.v1.NodeFact.Distribution.$Shape;
            }

            namespace Distribution {

                /** Properties of a Distribution. */
                interface $Properties {

                    /** Distribution name */
                    name?: merlon.v1.SourcedString.$Properties;

                    /** Distribution variant */
                    variant?: string;

                    /** Distribution version */
                    version?: merlon.v1.SourcedString.$Properties;

                    /** Distribution evidence */
                    evidence?: merlon.v1.NodeFact.Distribution.Evidence.$Properties[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Distribution. */
                type $Shape = merlon.v1.NodeFact.Distribution.$Properties;

                /**
                 * Properties of an Evidence.
                 * @deprecated Use merlon.v1.NodeFact.Distribution.Evidence.$Properties instead.
                 */
                interface IEvidence extends merlon.v1.NodeFact.Distribution.Evidence.$Properties {
                }

                /** Represents an Evidence. */
                class Evidence {

                    /**
                     * Constructs a new Evidence.
                     * @param [properties] Properties to set
                     */
                    constructor(properties?: merlon.v1.NodeFact.Distribution.Evidence.$Properties);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];

                    /** Evidence distribution. */
                    distribution: string;

                    /** Evidence seen. */
                    seen: string;

                    /** Evidence where. */
                    where: string;

                    /**
                     * Encodes the specified Evidence message. Does not implicitly {@link merlon.v1.NodeFact.Distribution.Evidence.verify|verify} messages.
                     * @param message Evidence message or plain object to encode
                     * @param [writer] Writer to encode to
                     * @returns Writer
                     */
                    static encode(message: merlon.v1.NodeFact.Distribution.Evidence.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                    /**
                     * Decodes an Evidence message from the specified reader or buffer.
                     * @param reader Reader or buffer to decode from
                     * @param [length] Message length if known beforehand
                     * @returns {merlon.v1.NodeFact.Distribution.Evidence & merlon.v1.NodeFact.Distribution.Evidence.$Shape} Evidence
                     * @throws {Error} If the payload is not a reader or valid buffer
                     * @throws {$protobuf.util.ProtocolError} If required fields are missing
                     */
                    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.NodeFact.Distribution.Evidence & merlon.v1.NodeFact.Distribution.Evidence.$Shape;
                }

                namespace Evidence {

                    /** Properties of an Evidence. */
                    interface $Properties {

                        /** Evidence distribution */
                        distribution?: string;

                        /** Evidence seen */
                        seen?: string;

                        /** Evidence where */
                        where?: string;

                        /** Unknown fields preserved while decoding when enabled */
                        $unknowns?: Uint8Array[];
                    }

                    /** Shape of an Evidence. */
                    type $Shape = merlon.v1.NodeFact.Distribution.Evidence.$Properties;
                }
            }

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

            /** Observation notRunning. */
            notRunning: string;

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

            /** Observation accounts. */
            accounts: (merlon.v1.AccountsFact|null);

            /** Observation credentials. */
            credentials: (merlon.v1.CredentialsFact|null);

            /** Observation kernel. */
            kernel: (merlon.v1.KernelFact|null);

            /** Observation runtime. */
            runtime: (merlon.v1.RuntimeFact|null);

            /** Observation containers. */
            containers: (merlon.v1.ContainersFact|null);

            /** Observation sshKeys. */
            sshKeys: (merlon.v1.SshKeysFact|null);

            /** Observation servedTls. */
            servedTls: (merlon.v1.ServedTlsFact|null);

            /** Observation kubeconfigs. */
            kubeconfigs: (merlon.v1.KubeconfigsFact|null);

            /** Observation kubeletConfigz. */
            kubeletConfigz: (merlon.v1.KubeletConfigzFact|null);

            /** Observation scheduledJobs. */
            scheduledJobs: (merlon.v1.ScheduledJobsFact|null);

            /** Observation fact. */
            fact?: ("node"|"kubelet"|"ssh"|"files"|"certificates"|"listeners"|"processes"|"apiServer"|"controllerManager"|"scheduler"|"etcd"|"kubeProxy"|"auditPolicy"|"encryption"|"accounts"|"credentials"|"kernel"|"runtime"|"containers"|"sshKeys"|"servedTls"|"kubeconfigs"|"kubeletConfigz"|"scheduledJobs");

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

                /** Observation notRunning */
                notRunning?: string;

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

                /** Observation accounts */
                accounts?: (merlon.v1.AccountsFact.$Properties|null);

                /** Observation credentials */
                credentials?: (merlon.v1.CredentialsFact.$Properties|null);

                /** Observation kernel */
                kernel?: (merlon.v1.KernelFact.$Properties|null);

                /** Observation runtime */
                runtime?: (merlon.v1.RuntimeFact.$Properties|null);

                /** Observation containers */
                containers?: (merlon.v1.ContainersFact.$Properties|null);

                /** Observation sshKeys */
                sshKeys?: (merlon.v1.SshKeysFact.$Properties|null);

                /** Observation servedTls */
                servedTls?: (merlon.v1.ServedTlsFact.$Properties|null);

                /** Observation kubeconfigs */
                kubeconfigs?: (merlon.v1.KubeconfigsFact.$Properties|null);

                /** Observation kubeletConfigz */
                kubeletConfigz?: (merlon.v1.KubeletConfigzFact.$Properties|null);

                /** Observation scheduledJobs */
                scheduledJobs?: (merlon.v1.ScheduledJobsFact.$Properties|null);

                /** Observation fact */
                fact?: ("node"|"kubelet"|"ssh"|"files"|"certificates"|"listeners"|"processes"|"apiServer"|"controllerManager"|"scheduler"|"etcd"|"kubeProxy"|"auditPolicy"|"encryption"|"accounts"|"credentials"|"kernel"|"runtime"|"containers"|"sshKeys"|"servedTls"|"kubeconfigs"|"kubeletConfigz"|"scheduledJobs");

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
              notRunning?: string;
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
              accounts?: merlon.v1.AccountsFact.$Shape|null;
              credentials?: merlon.v1.CredentialsFact.$Shape|null;
              kernel?: merlon.v1.KernelFact.$Shape|null;
              runtime?: merlon.v1.RuntimeFact.$Shape|null;
              containers?: merlon.v1.ContainersFact.$Shape|null;
              sshKeys?: merlon.v1.SshKeysFact.$Shape|null;
              servedTls?: merlon.v1.ServedTlsFact.$Shape|null;
              kubeconfigs?: merlon.v1.KubeconfigsFact.$Shape|null;
              kubeletConfigz?: merlon.v1.KubeletConfigzFact.$Shape|null;
              scheduledJobs?: merlon.v1.ScheduledJobsFact.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ fact?: undefined; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "node"; node: merlon.v1.NodeFact.$Shape; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "kubelet"; node?: null; kubelet: merlon.v1.KubeletFact.$Shape; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "ssh"; node?: null; kubelet?: null; ssh: merlon.v1.SshFact.$Shape; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "files"; node?: null; kubelet?: null; ssh?: null; files: merlon.v1.FilesFact.$Shape; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "certificates"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates: merlon.v1.CertificatesFact.$Shape; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "listeners"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners: merlon.v1.ListenersFact.$Shape; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "processes"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes: merlon.v1.ProcessesFact.$Shape; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "apiServer"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer: merlon.v1.ApiServerFact.$Shape; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "controllerManager"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager: merlon.v1.ControllerManagerFact.$Shape; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "scheduler"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler: merlon.v1.SchedulerFact.$Shape; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "etcd"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd: merlon.v1.EtcdFact.$Shape; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "kubeProxy"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy: merlon.v1.KubeProxyFact.$Shape; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "auditPolicy"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy: merlon.v1.AuditPolicyFact.$Shape; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "encryption"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption: merlon.v1.EncryptionFact.$Shape; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "accounts"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts: merlon.v1.AccountsFact.$Shape; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "credentials"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials: merlon.v1.CredentialsFact.$Shape; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "kernel"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel: merlon.v1.KernelFact.$Shape; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "runtime"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime: merlon.v1.RuntimeFact.$Shape; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "containers"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers: merlon.v1.ContainersFact.$Shape; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "sshKeys"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys: merlon.v1.SshKeysFact.$Shape; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "servedTls"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls: merlon.v1.ServedTlsFact.$Shape; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "kubeconfigs"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs: merlon.v1.KubeconfigsFact.$Shape; kubeletConfigz?: null; scheduledJobs?: null }|{ fact?: "kubeletConfigz"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz: merlon.v1.KubeletConfigzFact.$Shape; scheduledJobs?: null }|{ fact?: "scheduledJobs"; node?: null; kubelet?: null; ssh?: null; files?: null; certificates?: null; listeners?: null; processes?: null; apiServer?: null; controllerManager?: null; scheduler?: null; etcd?: null; kubeProxy?: null; auditPolicy?: null; encryption?: null; accounts?: null; credentials?: null; kernel?: null; runtime?: null; containers?: null; sshKeys?: null; servedTls?: null; kubeconfigs?: null; kubeletConfigz?: null; scheduledJobs: merlon.v1.ScheduledJobsFact.$Shape })
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
         * Properties of a RuntimeFact.
         * @deprecated Use merlon.v1.RuntimeFact.$Properties instead.
         */
        interface IRuntimeFact extends merlon.v1.RuntimeFact.$Properties {
        }

        /** Represents a RuntimeFact. */
        class RuntimeFact {

            /**
             * Constructs a new RuntimeFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.RuntimeFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RuntimeFact engines. */
            engines: merlon.v1.RuntimeFact.Engine[];

            /** RuntimeFact registries. */
            registries: merlon.v1.RuntimeFact.Registry[];

            /** RuntimeFact endpoints. */
            endpoints: merlon.v1.RuntimeFact.Endpoint[];

            /** RuntimeFact handlers. */
            handlers: merlon.v1.RuntimeFact.Handler[];

            /**
             * Encodes the specified RuntimeFact message. Does not implicitly {@link merlon.v1.RuntimeFact.verify|verify} messages.
             * @param message RuntimeFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.RuntimeFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RuntimeFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.RuntimeFact & merlon.v1.RuntimeFact.$Shape} RuntimeFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.RuntimeFact & merlon.v1.RuntimeFact.$Shape;
        }

        namespace RuntimeFact {

            /** Properties of a RuntimeFact. */
            interface $Properties {

                /** RuntimeFact engines */
                engines?: merlon.v1.RuntimeFact.Engine.$Properties[];

                /** RuntimeFact registries */
                registries?: merlon.v1.RuntimeFact.Registry.$Properties[];

                /** RuntimeFact endpoints */
                endpoints?: merlon.v1.RuntimeFact.Endpoint.$Properties[];

                /** RuntimeFact handlers */
                handlers?: merlon.v1.RuntimeFact.Handler.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RuntimeFact. */
            type $Shape = {
              engines?: merlon.v1.RuntimeFact.Engine.$Shape[];
              registries?: merlon.v1.RuntimeFact.Registry.$Shape[];
              endpoints?: merlon.v1.RuntimeFact.Endpoint.$Shape[];
              handlers?: merlon.v1.RuntimeFact.Handler.$Shape[];
              $unknowns?: Uint8Array[];
            };

            /**
             * Properties of an Engine.
             * @deprecated Use merlon.v1.RuntimeFact.Engine.$Properties instead.
             */
            interface IEngine extends merlon.v1.RuntimeFact.Engine.$Properties {
            }

            /** Represents an Engine. */
            class Engine {

                /**
                 * Constructs a new Engine.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.RuntimeFact.Engine.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Engine name. */
                name: string;

                /** Engine kind. */
                kind: string;

                /** Engine version. */
                version: merlon.v1.SourcedString;

                /** Engine files. */
                files: merlon.v1.RuntimeFact.ConfigFile[];

                /** Engine settings. */
                settings: merlon.v1.Setting[];

                /**
                 * Encodes the specified Engine message. Does not implicitly {@link merlon.v1.RuntimeFact.Engine.verify|verify} messages.
                 * @param message Engine message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.RuntimeFact.Engine.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Engine message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.RuntimeFact.Engine & merlon.v1.RuntimeFact.Engine.$Shape} Engine
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.RuntimeFact.Engine & merlon.v1.RuntimeFact.Engine.$Shape;
            }

            namespace Engine {

                /** Properties of an Engine. */
                interface $Properties {

                    /** Engine name */
                    name?: string;

                    /** Engine kind */
                    kind?: string;

                    /** Engine version */
                    version?: merlon.v1.SourcedString.$Properties;

                    /** Engine files */
                    files?: merlon.v1.RuntimeFact.ConfigFile.$Properties[];

                    /** Engine settings */
                    settings?: merlon.v1.Setting.$Properties[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Engine. */
                type $Shape = {
                  name?: string;
                  kind?: string;
                  version?: merlon.v1.SourcedString.$Shape;
                  files?: merlon.v1.RuntimeFact.ConfigFile.$Shape[];
                  settings?: merlon.v1.Setting.$Shape[];
                  $unknowns?: Uint8Array[];
                };
            }

            /**
             * Properties of a ConfigFile.
             * @deprecated Use merlon.v1.RuntimeFact.ConfigFile.$Properties instead.
             */
            interface IConfigFile extends merlon.v1.RuntimeFact.ConfigFile.$Properties {
            }

            /** Represents a ConfigFile. */
            class ConfigFile {

                /**
                 * Constructs a new ConfigFile.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.RuntimeFact.ConfigFile.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ConfigFile path. */
                path: string;

                /** ConfigFile changedSinceStart. */
                changedSinceStart: merlon.v1.SourcedBool;

                /**
                 * Encodes the specified ConfigFile message. Does not implicitly {@link merlon.v1.RuntimeFact.ConfigFile.verify|verify} messages.
                 * @param message ConfigFile message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.RuntimeFact.ConfigFile.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ConfigFile message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.RuntimeFact.ConfigFile & merlon.v1.RuntimeFact.ConfigFile.$Shape} ConfigFile
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.RuntimeFact.ConfigFile & merlon.v1.RuntimeFact.ConfigFile.$Shape;
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
                type $Shape = merlon.v1.RuntimeFact.ConfigFile.$Properties;
            }

            /**
             * Properties of a Registry.
             * @deprecated Use merlon.v1.RuntimeFact.Registry.$Properties instead.
             */
            interface IRegistry extends merlon.v1.RuntimeFact.Registry.$Properties {
            }

            /** Represents a Registry. */
            class Registry {

                /**
                 * Constructs a new Registry.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.RuntimeFact.Registry.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Registry name. */
                name: string;

                /** Registry engine. */
                engine: string;

                /** Registry registry. */
                registry: string;

                /** Registry endpoint. */
                endpoint: string;

                /** Registry plainHttp. */
                plainHttp: boolean;

                /** Registry skipVerify. */
                skipVerify: boolean;

                /** Registry insecure. */
                insecure: boolean;

                /** Registry source. */
                source: string;

                /**
                 * Encodes the specified Registry message. Does not implicitly {@link merlon.v1.RuntimeFact.Registry.verify|verify} messages.
                 * @param message Registry message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.RuntimeFact.Registry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Registry message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.RuntimeFact.Registry & merlon.v1.RuntimeFact.Registry.$Shape} Registry
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.RuntimeFact.Registry & merlon.v1.RuntimeFact.Registry.$Shape;
            }

            namespace Registry {

                /** Properties of a Registry. */
                interface $Properties {

                    /** Registry name */
                    name?: string;

                    /** Registry engine */
                    engine?: string;

                    /** Registry registry */
                    registry?: string;

                    /** Registry endpoint */
                    endpoint?: string;

                    /** Registry plainHttp */
                    plainHttp?: boolean;

                    /** Registry skipVerify */
                    skipVerify?: boolean;

                    /** Registry insecure */
                    insecure?: boolean;

                    /** Registry source */
                    source?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Registry. */
                type $Shape = merlon.v1.RuntimeFact.Registry.$Properties;
            }

            /**
             * Properties of an Endpoint.
             * @deprecated Use merlon.v1.RuntimeFact.Endpoint.$Properties instead.
             */
            interface IEndpoint extends merlon.v1.RuntimeFact.Endpoint.$Properties {
            }

            /** Represents an Endpoint. */
            class Endpoint {

                /**
                 * Constructs a new Endpoint.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.RuntimeFact.Endpoint.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Endpoint name. */
                name: string;

                /** Endpoint engine. */
                engine: string;

                /** Endpoint protocol. */
                protocol: string;

                /** Endpoint address. */
                address: string;

                /** Endpoint scope. */
                scope: string;

                /** Endpoint tls. */
                tls: merlon.v1.SourcedString;

                /** Endpoint mode. */
                mode: merlon.v1.SourcedString;

                /** Endpoint uid. */
                uid: merlon.v1.SourcedInt;

                /** Endpoint gid. */
                gid: merlon.v1.SourcedInt;

                /** Endpoint source. */
                source: string;

                /**
                 * Encodes the specified Endpoint message. Does not implicitly {@link merlon.v1.RuntimeFact.Endpoint.verify|verify} messages.
                 * @param message Endpoint message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.RuntimeFact.Endpoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Endpoint message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.RuntimeFact.Endpoint & merlon.v1.RuntimeFact.Endpoint.$Shape} Endpoint
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.RuntimeFact.Endpoint & merlon.v1.RuntimeFact.Endpoint.$Shape;
            }

            namespace Endpoint {

                /** Properties of an Endpoint. */
                interface $Properties {

                    /** Endpoint name */
                    name?: string;

                    /** Endpoint engine */
                    engine?: string;

                    /** Endpoint protocol */
                    protocol?: string;

                    /** Endpoint address */
                    address?: string;

                    /** Endpoint scope */
                    scope?: string;

                    /** Endpoint tls */
                    tls?: merlon.v1.SourcedString.$Properties;

                    /** Endpoint mode */
                    mode?: merlon.v1.SourcedString.$Properties;

                    /** Endpoint uid */
                    uid?: merlon.v1.SourcedInt.$Properties;

                    /** Endpoint gid */
                    gid?: merlon.v1.SourcedInt.$Properties;

                    /** Endpoint source */
                    source?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Endpoint. */
                type $Shape = merlon.v1.RuntimeFact.Endpoint.$Properties;
            }

            /**
             * Properties of a Handler.
             * @deprecated Use merlon.v1.RuntimeFact.Handler.$Properties instead.
             */
            interface IHandler extends merlon.v1.RuntimeFact.Handler.$Properties {
            }

            /** Represents a Handler. */
            class Handler {

                /**
                 * Constructs a new Handler.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.RuntimeFact.Handler.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Handler name. */
                name: string;

                /** Handler engine. */
                engine: string;

                /** Handler handler. */
                handler: string;

                /** Handler standard. */
                standard: merlon.v1.SourcedBool;

                /** Handler type. */
                type: merlon.v1.SourcedString;

                /** Handler systemdCgroup. */
                systemdCgroup: merlon.v1.SourcedBool;

                /** Handler cgroupWritable. */
                cgroupWritable: merlon.v1.SourcedBool;

                /** Handler privilegedWithoutHostDevices. */
                privilegedWithoutHostDevices: merlon.v1.SourcedBool;

                /**
                 * Encodes the specified Handler message. Does not implicitly {@link merlon.v1.RuntimeFact.Handler.verify|verify} messages.
                 * @param message Handler message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.RuntimeFact.Handler.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Handler message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.RuntimeFact.Handler & merlon.v1.RuntimeFact.Handler.$Shape} Handler
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.RuntimeFact.Handler & merlon.v1.RuntimeFact.Handler.$Shape;
            }

            namespace Handler {

                /** Properties of a Handler. */
                interface $Properties {

                    /** Handler name */
                    name?: string;

                    /** Handler engine */
                    engine?: string;

                    /** Handler handler */
                    handler?: string;

                    /** Handler standard */
                    standard?: merlon.v1.SourcedBool.$Properties;

                    /** Handler type */
                    type?: merlon.v1.SourcedString.$Properties;

                    /** Handler systemdCgroup */
                    systemdCgroup?: merlon.v1.SourcedBool.$Properties;

                    /** Handler cgroupWritable */
                    cgroupWritable?: merlon.v1.SourcedBool.$Properties;

                    /** Handler privilegedWithoutHostDevices */
                    privilegedWithoutHostDevices?: merlon.v1.SourcedBool.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Handler. */
                type $Shape = merlon.v1.RuntimeFact.Handler.$Properties;
            }
        }

        /**
         * Properties of a ScheduledJobsFact.
         * @deprecated Use merlon.v1.ScheduledJobsFact.$Properties instead.
         */
        interface IScheduledJobsFact extends merlon.v1.ScheduledJobsFact.$Properties {
        }

        /** Represents a ScheduledJobsFact. */
        class ScheduledJobsFact {

            /**
             * Constructs a new ScheduledJobsFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ScheduledJobsFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ScheduledJobsFact items. */
            items: merlon.v1.ScheduledJobsFact.Job[];

            /**
             * Encodes the specified ScheduledJobsFact message. Does not implicitly {@link merlon.v1.ScheduledJobsFact.verify|verify} messages.
             * @param message ScheduledJobsFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ScheduledJobsFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ScheduledJobsFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ScheduledJobsFact & merlon.v1.ScheduledJobsFact.$Shape} ScheduledJobsFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ScheduledJobsFact & merlon.v1.ScheduledJobsFact.$Shape;
        }

        namespace ScheduledJobsFact {

            /** Properties of a ScheduledJobsFact. */
            interface $Properties {

                /** ScheduledJobsFact items */
                items?: merlon.v1.ScheduledJobsFact.Job.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ScheduledJobsFact. */
            type $Shape = merlon.v1.ScheduledJobsFact.$Properties;

            /**
             * Properties of a Job.
             * @deprecated Use merlon.v1.ScheduledJobsFact.Job.$Properties instead.
             */
            interface IJob extends merlon.v1.ScheduledJobsFact.Job.$Properties {
            }

            /** Represents a Job. */
            class Job {

                /**
                 * Constructs a new Job.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.ScheduledJobsFact.Job.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Job name. */
                name: string;

                /** Job unit. */
                unit: string;

                /** Job programs. */
                programs: string[];

                /** Job last. */
                last: number;

                /**
                 * Encodes the specified Job message. Does not implicitly {@link merlon.v1.ScheduledJobsFact.Job.verify|verify} messages.
                 * @param message Job message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.ScheduledJobsFact.Job.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Job message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.ScheduledJobsFact.Job & merlon.v1.ScheduledJobsFact.Job.$Shape} Job
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ScheduledJobsFact.Job & merlon.v1.ScheduledJobsFact.Job.$Shape;
            }

            namespace Job {

                /** Properties of a Job. */
                interface $Properties {

                    /** Job name */
                    name?: string;

                    /** Job unit */
                    unit?: string;

                    /** Job programs */
                    programs?: string[];

                    /** Job last */
                    last?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Job. */
                type $Shape = merlon.v1.ScheduledJobsFact.Job.$Properties;
            }
        }

        /**
         * Properties of a ServedTlsFact.
         * @deprecated Use merlon.v1.ServedTlsFact.$Properties instead.
         */
        interface IServedTlsFact extends merlon.v1.ServedTlsFact.$Properties {
        }

        /** Represents a ServedTlsFact. */
        class ServedTlsFact {

            /**
             * Constructs a new ServedTlsFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ServedTlsFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ServedTlsFact items. */
            items: merlon.v1.ServedTlsFact.Endpoint[];

            /**
             * Encodes the specified ServedTlsFact message. Does not implicitly {@link merlon.v1.ServedTlsFact.verify|verify} messages.
             * @param message ServedTlsFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ServedTlsFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ServedTlsFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ServedTlsFact & merlon.v1.ServedTlsFact.$Shape} ServedTlsFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ServedTlsFact & merlon.v1.ServedTlsFact.$Shape;
        }

        namespace ServedTlsFact {

            /** Properties of a ServedTlsFact. */
            interface $Properties {

                /** ServedTlsFact items */
                items?: merlon.v1.ServedTlsFact.Endpoint.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ServedTlsFact. */
            type $Shape = merlon.v1.ServedTlsFact.$Properties;

            /**
             * Properties of an Endpoint.
             * @deprecated Use merlon.v1.ServedTlsFact.Endpoint.$Properties instead.
             */
            interface IEndpoint extends merlon.v1.ServedTlsFact.Endpoint.$Properties {
            }

            /** Represents an Endpoint. */
            class Endpoint {

                /**
                 * Constructs a new Endpoint.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.ServedTlsFact.Endpoint.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Endpoint name. */
                name: string;

                /** Endpoint component. */
                component: string;

                /** Endpoint role. */
                role: string;

                /** Endpoint source. */
                source: string;

                /** Endpoint dialed. */
                dialed: string;

                /** Endpoint reachable. */
                reachable: merlon.v1.SourcedBool;

                /** Endpoint answer. */
                answer: merlon.v1.SourcedString;

                /** Endpoint versions. */
                versions: merlon.v1.ServedTlsFact.Version[];

                /** Endpoint applicationProtocol. */
                applicationProtocol: merlon.v1.SourcedString;

                /** Endpoint clientCertificateRequested. */
                clientCertificateRequested: merlon.v1.SourcedBool;

                /** Endpoint clientCertificateRequired. */
                clientCertificateRequired: merlon.v1.SourcedBool;

                /** Endpoint subject. */
                subject: merlon.v1.SourcedString;

                /** Endpoint issuer. */
                issuer: merlon.v1.SourcedString;

                /** Endpoint notBefore. */
                notBefore: merlon.v1.SourcedString;

                /** Endpoint notAfter. */
                notAfter: merlon.v1.SourcedString;

                /** Endpoint sha256. */
                sha256: merlon.v1.SourcedString;

                /** Endpoint alternativeNames. */
                alternativeNames: string[];

                /** Endpoint keyType. */
                keyType: string;

                /** Endpoint keyBits. */
                keyBits: number;

                /** Endpoint chainLength. */
                chainLength: merlon.v1.SourcedInt;

                /** Endpoint matchesFile. */
                matchesFile: merlon.v1.SourcedBool;

                /** Endpoint curve. */
                curve: string;

                /**
                 * Encodes the specified Endpoint message. Does not implicitly {@link merlon.v1.ServedTlsFact.Endpoint.verify|verify} messages.
                 * @param message Endpoint message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.ServedTlsFact.Endpoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Endpoint message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.ServedTlsFact.Endpoint & merlon.v1.ServedTlsFact.Endpoint.$Shape} Endpoint
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ServedTlsFact.Endpoint & merlon.v1.ServedTlsFact.Endpoint.$Shape;
            }

            namespace Endpoint {

                /** Properties of an Endpoint. */
                interface $Properties {

                    /** Endpoint name */
                    name?: string;

                    /** Endpoint component */
                    component?: string;

                    /** Endpoint role */
                    role?: string;

                    /** Endpoint source */
                    source?: string;

                    /** Endpoint dialed */
                    dialed?: string;

                    /** Endpoint reachable */
                    reachable?: merlon.v1.SourcedBool.$Properties;

                    /** Endpoint answer */
                    answer?: merlon.v1.SourcedString.$Properties;

                    /** Endpoint versions */
                    versions?: merlon.v1.ServedTlsFact.Version.$Properties[];

                    /** Endpoint applicationProtocol */
                    applicationProtocol?: merlon.v1.SourcedString.$Properties;

                    /** Endpoint clientCertificateRequested */
                    clientCertificateRequested?: merlon.v1.SourcedBool.$Properties;

                    /** Endpoint clientCertificateRequired */
                    clientCertificateRequired?: merlon.v1.SourcedBool.$Properties;

                    /** Endpoint subject */
                    subject?: merlon.v1.SourcedString.$Properties;

                    /** Endpoint issuer */
                    issuer?: merlon.v1.SourcedString.$Properties;

                    /** Endpoint notBefore */
                    notBefore?: merlon.v1.SourcedString.$Properties;

                    /** Endpoint notAfter */
                    notAfter?: merlon.v1.SourcedString.$Properties;

                    /** Endpoint sha256 */
                    sha256?: merlon.v1.SourcedString.$Properties;

                    /** Endpoint alternativeNames */
                    alternativeNames?: string[];

                    /** Endpoint keyType */
                    keyType?: string;

                    /** Endpoint keyBits */
                    keyBits?: number;

                    /** Endpoint chainLength */
                    chainLength?: merlon.v1.SourcedInt.$Properties;

                    /** Endpoint matchesFile */
                    matchesFile?: merlon.v1.SourcedBool.$Properties;

                    /** Endpoint curve */
                    curve?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Endpoint. */
                type $Shape = merlon.v1.ServedTlsFact.Endpoint.$Properties;
            }

            /**
             * Properties of a Version.
             * @deprecated Use merlon.v1.ServedTlsFact.Version.$Properties instead.
             */
            interface IVersion extends merlon.v1.ServedTlsFact.Version.$Properties {
            }

            /** Represents a Version. */
            class Version {

                /**
                 * Constructs a new Version.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.ServedTlsFact.Version.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Version name. */
                name: string;

                /** Version supported. */
                supported: merlon.v1.SourcedBool;

                /**
                 * Encodes the specified Version message. Does not implicitly {@link merlon.v1.ServedTlsFact.Version.verify|verify} messages.
                 * @param message Version message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.ServedTlsFact.Version.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Version message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.ServedTlsFact.Version & merlon.v1.ServedTlsFact.Version.$Shape} Version
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ServedTlsFact.Version & merlon.v1.ServedTlsFact.Version.$Shape;
            }

            namespace Version {

                /** Properties of a Version. */
                interface $Properties {

                    /** Version name */
                    name?: string;

                    /** Version supported */
                    supported?: merlon.v1.SourcedBool.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Version. */
                type $Shape = merlon.v1.ServedTlsFact.Version.$Properties;
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

            /** SshFact socket. */
            socket: merlon.v1.SshFact.Socket;

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

                /** SshFact socket */
                socket?: merlon.v1.SshFact.Socket.$Properties;

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
              socket?: merlon.v1.SshFact.Socket.$Shape;
              $unknowns?: Uint8Array[];
            };

            /**
             * Properties of a Socket.
             * @deprecated Use merlon.v1.SshFact.Socket.$Properties instead.
             */
            interface ISocket extends merlon.v1.SshFact.Socket.$Properties {
            }

            /** Represents a Socket. */
            class Socket {

                /**
                 * Constructs a new Socket.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.SshFact.Socket.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Socket unit. */
                unit: string;

                /** Socket listen. */
                listen: string[];

                /** Socket source. */
                source: string;

                /**
                 * Encodes the specified Socket message. Does not implicitly {@link merlon.v1.SshFact.Socket.verify|verify} messages.
                 * @param message Socket message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.SshFact.Socket.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Socket message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.SshFact.Socket & merlon.v1.SshFact.Socket.$Shape} Socket
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.SshFact.Socket & merlon.v1.SshFact.Socket.$Shape;
            }

            namespace Socket {

                /** Properties of a Socket. */
                interface $Properties {

                    /** Socket unit */
                    unit?: string;

                    /** Socket listen */
                    listen?: string[];

                    /** Socket source */
                    source?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Socket. */
                type $Shape = merlon.v1.SshFact.Socket.$Properties;
            }

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
         * Properties of a SshKeysFact.
         * @deprecated Use merlon.v1.SshKeysFact.$Properties instead.
         */
        interface ISshKeysFact extends merlon.v1.SshKeysFact.$Properties {
        }

        /** Represents a SshKeysFact. */
        class SshKeysFact {

            /**
             * Constructs a new SshKeysFact.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.SshKeysFact.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** SshKeysFact users. */
            users: merlon.v1.SshKeysFact.User[];

            /** SshKeysFact files. */
            files: merlon.v1.SshKeysFact.KeyFile[];

            /** SshKeysFact authorized. */
            authorized: merlon.v1.SshKeysFact.AuthorizedKey[];

            /** SshKeysFact hostKeys. */
            hostKeys: merlon.v1.SshKeysFact.HostKey[];

            /**
             * Encodes the specified SshKeysFact message. Does not implicitly {@link merlon.v1.SshKeysFact.verify|verify} messages.
             * @param message SshKeysFact message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.SshKeysFact.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a SshKeysFact message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.SshKeysFact & merlon.v1.SshKeysFact.$Shape} SshKeysFact
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.SshKeysFact & merlon.v1.SshKeysFact.$Shape;
        }

        namespace SshKeysFact {

            /** Properties of a SshKeysFact. */
            interface $Properties {

                /** SshKeysFact users */
                users?: merlon.v1.SshKeysFact.User.$Properties[];

                /** SshKeysFact files */
                files?: merlon.v1.SshKeysFact.KeyFile.$Properties[];

                /** SshKeysFact authorized */
                authorized?: merlon.v1.SshKeysFact.AuthorizedKey.$Properties[];

                /** SshKeysFact hostKeys */
                hostKeys?: merlon.v1.SshKeysFact.HostKey.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a SshKeysFact. */
            type $Shape = merlon.v1.SshKeysFact.$Properties;

            /**
             * Properties of a User.
             * @deprecated Use merlon.v1.SshKeysFact.User.$Properties instead.
             */
            interface IUser extends merlon.v1.SshKeysFact.User.$Properties {
            }

            /** Represents a User. */
            class User {

                /**
                 * Constructs a new User.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.SshKeysFact.User.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** User name. */
                name: string;

                /** User uid. */
                uid: number;

                /** User gid. */
                gid: number;

                /** User home. */
                home: string;

                /** User shell. */
                shell: string;

                /** User allowed. */
                allowed: merlon.v1.SourcedBool;

                /** User keys. */
                keys: number;

                /**
                 * Encodes the specified User message. Does not implicitly {@link merlon.v1.SshKeysFact.User.verify|verify} messages.
                 * @param message User message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.SshKeysFact.User.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a User message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.SshKeysFact.User & merlon.v1.SshKeysFact.User.$Shape} User
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.SshKeysFact.User & merlon.v1.SshKeysFact.User.$Shape;
            }

            namespace User {

                /** Properties of a User. */
                interface $Properties {

                    /** User name */
                    name?: string;

                    /** User uid */
                    uid?: number;

                    /** User gid */
                    gid?: number;

                    /** User home */
                    home?: string;

                    /** User shell */
                    shell?: string;

                    /** User allowed */
                    allowed?: merlon.v1.SourcedBool.$Properties;

                    /** User keys */
                    keys?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a User. */
                type $Shape = merlon.v1.SshKeysFact.User.$Properties;
            }

            /**
             * Properties of a KeyFile.
             * @deprecated Use merlon.v1.SshKeysFact.KeyFile.$Properties instead.
             */
            interface IKeyFile extends merlon.v1.SshKeysFact.KeyFile.$Properties {
            }

            /** Represents a KeyFile. */
            class KeyFile {

                /**
                 * Constructs a new KeyFile.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.SshKeysFact.KeyFile.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** KeyFile path. */
                path: string;

                /** KeyFile user. */
                user: string;

                /** KeyFile foundBy. */
                foundBy: string;

                /** KeyFile mode. */
                mode: string;

                /** KeyFile uid. */
                uid: number;

                /** KeyFile gid. */
                gid: number;

                /** KeyFile owner. */
                owner: string;

                /** KeyFile strict. */
                strict: merlon.v1.SourcedBool;

                /** KeyFile exposures. */
                exposures: string[];

                /** KeyFile keys. */
                keys: number;

                /** KeyFile broken. */
                broken: string[];

                /**
                 * Encodes the specified KeyFile message. Does not implicitly {@link merlon.v1.SshKeysFact.KeyFile.verify|verify} messages.
                 * @param message KeyFile message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.SshKeysFact.KeyFile.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a KeyFile message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.SshKeysFact.KeyFile & merlon.v1.SshKeysFact.KeyFile.$Shape} KeyFile
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.SshKeysFact.KeyFile & merlon.v1.SshKeysFact.KeyFile.$Shape;
            }

            namespace KeyFile {

                /** Properties of a KeyFile. */
                interface $Properties {

                    /** KeyFile path */
                    path?: string;

                    /** KeyFile user */
                    user?: string;

                    /** KeyFile foundBy */
                    foundBy?: string;

                    /** KeyFile mode */
                    mode?: string;

                    /** KeyFile uid */
                    uid?: number;

                    /** KeyFile gid */
                    gid?: number;

                    /** KeyFile owner */
                    owner?: string;

                    /** KeyFile strict */
                    strict?: merlon.v1.SourcedBool.$Properties;

                    /** KeyFile exposures */
                    exposures?: string[];

                    /** KeyFile keys */
                    keys?: number;

                    /** KeyFile broken */
                    broken?: string[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a KeyFile. */
                type $Shape = merlon.v1.SshKeysFact.KeyFile.$Properties;
            }

            /**
             * Properties of an AuthorizedKey.
             * @deprecated Use merlon.v1.SshKeysFact.AuthorizedKey.$Properties instead.
             */
            interface IAuthorizedKey extends merlon.v1.SshKeysFact.AuthorizedKey.$Properties {
            }

            /** Represents an AuthorizedKey. */
            class AuthorizedKey {

                /**
                 * Constructs a new AuthorizedKey.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.SshKeysFact.AuthorizedKey.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AuthorizedKey name. */
                name: string;

                /** AuthorizedKey user. */
                user: string;

                /** AuthorizedKey path. */
                path: string;

                /** AuthorizedKey line. */
                line: number;

                /** AuthorizedKey type. */
                type: string;

                /** AuthorizedKey bits. */
                bits: number;

                /** AuthorizedKey fingerprint. */
                fingerprint: string;

                /** AuthorizedKey comment. */
                comment: string;

                /** AuthorizedKey authority. */
                authority: boolean;

                /** AuthorizedKey options. */
                options: string[];

                /** AuthorizedKey command. */
                command: string;

                /** AuthorizedKey from. */
                from: string[];

                /** AuthorizedKey principals. */
                principals: string[];

                /** AuthorizedKey environment. */
                environment: string[];

                /** AuthorizedKey expires. */
                expires: string;

                /**
                 * Encodes the specified AuthorizedKey message. Does not implicitly {@link merlon.v1.SshKeysFact.AuthorizedKey.verify|verify} messages.
                 * @param message AuthorizedKey message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.SshKeysFact.AuthorizedKey.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AuthorizedKey message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.SshKeysFact.AuthorizedKey & merlon.v1.SshKeysFact.AuthorizedKey.$Shape} AuthorizedKey
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.SshKeysFact.AuthorizedKey & merlon.v1.SshKeysFact.AuthorizedKey.$Shape;
            }

            namespace AuthorizedKey {

                /** Properties of an AuthorizedKey. */
                interface $Properties {

                    /** AuthorizedKey name */
                    name?: string;

                    /** AuthorizedKey user */
                    user?: string;

                    /** AuthorizedKey path */
                    path?: string;

                    /** AuthorizedKey line */
                    line?: number;

                    /** AuthorizedKey type */
                    type?: string;

                    /** AuthorizedKey bits */
                    bits?: number;

                    /** AuthorizedKey fingerprint */
                    fingerprint?: string;

                    /** AuthorizedKey comment */
                    comment?: string;

                    /** AuthorizedKey authority */
                    authority?: boolean;

                    /** AuthorizedKey options */
                    options?: string[];

                    /** AuthorizedKey command */
                    command?: string;

                    /** AuthorizedKey from */
                    from?: string[];

                    /** AuthorizedKey principals */
                    principals?: string[];

                    /** AuthorizedKey environment */
                    environment?: string[];

                    /** AuthorizedKey expires */
                    expires?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AuthorizedKey. */
                type $Shape = merlon.v1.SshKeysFact.AuthorizedKey.$Properties;
            }

            /**
             * Properties of a HostKey.
             * @deprecated Use merlon.v1.SshKeysFact.HostKey.$Properties instead.
             */
            interface IHostKey extends merlon.v1.SshKeysFact.HostKey.$Properties {
            }

            /** Represents a HostKey. */
            class HostKey {

                /**
                 * Constructs a new HostKey.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.SshKeysFact.HostKey.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** HostKey path. */
                path: string;

                /** HostKey foundBy. */
                foundBy: string;

                /** HostKey type. */
                type: merlon.v1.SourcedString;

                /** HostKey bits. */
                bits: merlon.v1.SourcedInt;

                /** HostKey fingerprint. */
                fingerprint: merlon.v1.SourcedString;

                /** HostKey mode. */
                mode: merlon.v1.SourcedString;

                /** HostKey uid. */
                uid: merlon.v1.SourcedInt;

                /** HostKey group. */
                group: string;

                /**
                 * Encodes the specified HostKey message. Does not implicitly {@link merlon.v1.SshKeysFact.HostKey.verify|verify} messages.
                 * @param message HostKey message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.SshKeysFact.HostKey.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HostKey message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.SshKeysFact.HostKey & merlon.v1.SshKeysFact.HostKey.$Shape} HostKey
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.SshKeysFact.HostKey & merlon.v1.SshKeysFact.HostKey.$Shape;
            }

            namespace HostKey {

                /** Properties of a HostKey. */
                interface $Properties {

                    /** HostKey path */
                    path?: string;

                    /** HostKey foundBy */
                    foundBy?: string;

                    /** HostKey type */
                    type?: merlon.v1.SourcedString.$Properties;

                    /** HostKey bits */
                    bits?: merlon.v1.SourcedInt.$Properties;

                    /** HostKey fingerprint */
                    fingerprint?: merlon.v1.SourcedString.$Properties;

                    /** HostKey mode */
                    mode?: merlon.v1.SourcedString.$Properties;

                    /** HostKey uid */
                    uid?: merlon.v1.SourcedInt.$Properties;

                    /** HostKey group */
                    group?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HostKey. */
                type $Shape = merlon.v1.SshKeysFact.HostKey.$Properties;
            }
        }

        /**
         * Properties of a ListProfilesRequest.
         * @deprecated Use merlon.v1.ListProfilesRequest.$Properties instead.
         */
        interface IListProfilesRequest extends merlon.v1.ListProfilesRequest.$Properties {
        }

        /** Represents a ListProfilesRequest. */
        class ListProfilesRequest {

            /**
             * Constructs a new ListProfilesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListProfilesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListProfilesRequest state. */
            state: string;

            /** ListProfilesRequest pageSize. */
            pageSize: number;

            /** ListProfilesRequest pageToken. */
            pageToken: string;

            /**
             * Encodes the specified ListProfilesRequest message. Does not implicitly {@link merlon.v1.ListProfilesRequest.verify|verify} messages.
             * @param message ListProfilesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListProfilesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListProfilesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListProfilesRequest & merlon.v1.ListProfilesRequest.$Shape} ListProfilesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListProfilesRequest & merlon.v1.ListProfilesRequest.$Shape;
        }

        namespace ListProfilesRequest {

            /** Properties of a ListProfilesRequest. */
            interface $Properties {

                /** ListProfilesRequest state */
                state?: string;

                /** ListProfilesRequest pageSize */
                pageSize?: number;

                /** ListProfilesRequest pageToken */
                pageToken?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListProfilesRequest. */
            type $Shape = merlon.v1.ListProfilesRequest.$Properties;
        }

        /**
         * Properties of a ListProfilesResponse.
         * @deprecated Use merlon.v1.ListProfilesResponse.$Properties instead.
         */
        interface IListProfilesResponse extends merlon.v1.ListProfilesResponse.$Properties {
        }

        /** Represents a ListProfilesResponse. */
        class ListProfilesResponse {

            /**
             * Constructs a new ListProfilesResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListProfilesResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListProfilesResponse profiles. */
            profiles: merlon.v1.ProfileSummary[];

            /** ListProfilesResponse nextPageToken. */
            nextPageToken: string;

            /** ListProfilesResponse totalSize. */
            totalSize: number;

            /**
             * Encodes the specified ListProfilesResponse message. Does not implicitly {@link merlon.v1.ListProfilesResponse.verify|verify} messages.
             * @param message ListProfilesResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListProfilesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListProfilesResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListProfilesResponse & merlon.v1.ListProfilesResponse.$Shape} ListProfilesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListProfilesResponse & merlon.v1.ListProfilesResponse.$Shape;
        }

        namespace ListProfilesResponse {

            /** Properties of a ListProfilesResponse. */
            interface $Properties {

                /** ListProfilesResponse profiles */
                profiles?: merlon.v1.ProfileSummary.$Properties[];

                /** ListProfilesResponse nextPageToken */
                nextPageToken?: string;

                /** ListProfilesResponse totalSize */
                totalSize?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListProfilesResponse. */
            type $Shape = merlon.v1.ListProfilesResponse.$Properties;
        }

        /**
         * Properties of a ProfileSummary.
         * @deprecated Use merlon.v1.ProfileSummary.$Properties instead.
         */
        interface IProfileSummary extends merlon.v1.ProfileSummary.$Properties {
        }

        /** Represents a ProfileSummary. */
        class ProfileSummary {

            /**
             * Constructs a new ProfileSummary.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ProfileSummary.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ProfileSummary id. */
            id: string;

            /** ProfileSummary state. */
            state: string;

            /** ProfileSummary version. */
            version: number;

            /** ProfileSummary learningTime. */
            learningTime: google.protobuf.Timestamp;

            /** ProfileSummary seenTime. */
            seenTime: google.protobuf.Timestamp;

            /** ProfileSummary nodes. */
            nodes: number;

            /** ProfileSummary entries. */
            entries: number;

            /** ProfileSummary open. */
            open: number;

            /** ProfileSummary autoApprove. */
            autoApprove: boolean;

            /** ProfileSummary incomplete. */
            incomplete: boolean;

            /** ProfileSummary tagged. */
            tagged: (number|null);

            /** ProfileSummary worst. */
            worst: (string|null);

            /**
             * Encodes the specified ProfileSummary message. Does not implicitly {@link merlon.v1.ProfileSummary.verify|verify} messages.
             * @param message ProfileSummary message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ProfileSummary.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ProfileSummary message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ProfileSummary & merlon.v1.ProfileSummary.$Shape} ProfileSummary
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ProfileSummary & merlon.v1.ProfileSummary.$Shape;
        }

        namespace ProfileSummary {

            /** Properties of a ProfileSummary. */
            interface $Properties {

                /** ProfileSummary id */
                id?: string;

                /** ProfileSummary state */
                state?: string;

                /** ProfileSummary version */
                version?: number;

                /** ProfileSummary learningTime */
                learningTime?: google.protobuf.Timestamp.$Properties;

                /** ProfileSummary seenTime */
                seenTime?: google.protobuf.Timestamp.$Properties;

                /** ProfileSummary nodes */
                nodes?: number;

                /** ProfileSummary entries */
                entries?: number;

                /** ProfileSummary open */
                open?: number;

                /** ProfileSummary autoApprove */
                autoApprove?: boolean;

                /** ProfileSummary incomplete */
                incomplete?: boolean;

                /** ProfileSummary tagged */
                tagged?: (number|null);

                /** ProfileSummary worst */
                worst?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ProfileSummary. */
            type $Shape = merlon.v1.ProfileSummary.$Properties;
        }

        /**
         * Properties of a GetProfileRequest.
         * @deprecated Use merlon.v1.GetProfileRequest.$Properties instead.
         */
        interface IGetProfileRequest extends merlon.v1.GetProfileRequest.$Properties {
        }

        /** Represents a GetProfileRequest. */
        class GetProfileRequest {

            /**
             * Constructs a new GetProfileRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.GetProfileRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetProfileRequest id. */
            id: string;

            /**
             * Encodes the specified GetProfileRequest message. Does not implicitly {@link merlon.v1.GetProfileRequest.verify|verify} messages.
             * @param message GetProfileRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.GetProfileRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetProfileRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.GetProfileRequest & merlon.v1.GetProfileRequest.$Shape} GetProfileRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.GetProfileRequest & merlon.v1.GetProfileRequest.$Shape;
        }

        namespace GetProfileRequest {

            /** Properties of a GetProfileRequest. */
            interface $Properties {

                /** GetProfileRequest id */
                id?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetProfileRequest. */
            type $Shape = merlon.v1.GetProfileRequest.$Properties;
        }

        /**
         * Properties of a GetProfileResponse.
         * @deprecated Use merlon.v1.GetProfileResponse.$Properties instead.
         */
        interface IGetProfileResponse extends merlon.v1.GetProfileResponse.$Properties {
        }

        /** Represents a GetProfileResponse. */
        class GetProfileResponse {

            /**
             * Constructs a new GetProfileResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.GetProfileResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetProfileResponse profile. */
            profile: merlon.v1.Profile;

            /**
             * Encodes the specified GetProfileResponse message. Does not implicitly {@link merlon.v1.GetProfileResponse.verify|verify} messages.
             * @param message GetProfileResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.GetProfileResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetProfileResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.GetProfileResponse & merlon.v1.GetProfileResponse.$Shape} GetProfileResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.GetProfileResponse & merlon.v1.GetProfileResponse.$Shape;
        }

        namespace GetProfileResponse {

            /** Properties of a GetProfileResponse. */
            interface $Properties {

                /** GetProfileResponse profile */
                profile?: merlon.v1.Profile.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetProfileResponse. */
            type $Shape = merlon.v1.GetProfileResponse.$Properties;
        }

        /**
         * Properties of a Profile.
         * @deprecated Use merlon.v1.Profile.$Properties instead.
         */
        interface IProfile extends merlon.v1.Profile.$Properties {
        }

        /** Represents a Profile. */
        class Profile {

            /**
             * Constructs a new Profile.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Profile.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Profile id. */
            id: string;

            /** Profile state. */
            state: string;

            /** Profile version. */
            version: number;

            /** Profile learningTime. */
            learningTime: google.protobuf.Timestamp;

            /** Profile seenTime. */
            seenTime: google.protobuf.Timestamp;

            /** Profile nodes. */
            nodes: number;

            /** Profile entries. */
            entries: number;

            /** Profile open. */
            open: number;

            /** Profile autoApprove. */
            autoApprove: boolean;

            /** Profile flags. */
            flags: merlon.v1.Profile.Flag[];

            /** Profile criteria. */
            criteria: merlon.v1.Profile.Criterion[];

            /** Profile items. */
            items: merlon.v1.Profile.Item[];

            /** Profile history. */
            history: merlon.v1.Profile.Deed[];

            /** Profile listeners. */
            listeners: merlon.v1.Profile.Listener[];

            /** Profile patterns. */
            patterns: merlon.v1.Profile.Pattern[];

            /** Profile exceptions. */
            exceptions: merlon.v1.Profile.Exception[];

            /** Profile incomplete. */
            incomplete: boolean;

            /** Profile tagged. */
            tagged: (number|null);

            /** Profile worst. */
            worst: (string|null);

            /** Profile learned. */
            learned: number;

            /**
             * Encodes the specified Profile message. Does not implicitly {@link merlon.v1.Profile.verify|verify} messages.
             * @param message Profile message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Profile.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Profile message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Profile & merlon.v1.Profile.$Shape} Profile
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Profile & merlon.v1.Profile.$Shape;
        }

        namespace Profile {

            /** Properties of a Profile. */
            interface $Properties {

                /** Profile id */
                id?: string;

                /** Profile state */
                state?: string;

                /** Profile version */
                version?: number;

                /** Profile learningTime */
                learningTime?: google.protobuf.Timestamp.$Properties;

                /** Profile seenTime */
                seenTime?: google.protobuf.Timestamp.$Properties;

                /** Profile nodes */
                nodes?: number;

                /** Profile entries */
                entries?: number;

                /** Profile open */
                open?: number;

                /** Profile autoApprove */
                autoApprove?: boolean;

                /** Profile flags */
                flags?: merlon.v1.Profile.Flag.$Properties[];

                /** Profile criteria */
                criteria?: merlon.v1.Profile.Criterion.$Properties[];

                /** Profile items */
                items?: merlon.v1.Profile.Item.$Properties[];

                /** Profile history */
                history?: merlon.v1.Profile.Deed.$Properties[];

                /** Profile listeners */
                listeners?: merlon.v1.Profile.Listener.$Properties[];

                /** Profile patterns */
                patterns?: merlon.v1.Profile.Pattern.$Properties[];

                /** Profile exceptions */
                exceptions?: merlon.v1.Profile.Exception.$Properties[];

                /** Profile incomplete */
                incomplete?: boolean;

                /** Profile tagged */
                tagged?: (number|null);

                /** Profile worst */
                worst?: (string|null);

                /** Profile learned */
                learned?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Profile. */
            type $Shape = merlon.v1.Profile.$Properties;

            /**
             * Properties of a Flag.
             * @deprecated Use merlon.v1.Profile.Flag.$Properties instead.
             */
            interface IFlag extends merlon.v1.Profile.Flag.$Properties {
            }

            /** Represents a Flag. */
            class Flag {

                /**
                 * Constructs a new Flag.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.Profile.Flag.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Flag name. */
                name: string;

                /** Flag reason. */
                reason: string;

                /** Flag count. */
                count: number;

                /**
                 * Encodes the specified Flag message. Does not implicitly {@link merlon.v1.Profile.Flag.verify|verify} messages.
                 * @param message Flag message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.Profile.Flag.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Flag message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.Profile.Flag & merlon.v1.Profile.Flag.$Shape} Flag
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Profile.Flag & merlon.v1.Profile.Flag.$Shape;
            }

            namespace Flag {

                /** Properties of a Flag. */
                interface $Properties {

                    /** Flag name */
                    name?: string;

                    /** Flag reason */
                    reason?: string;

                    /** Flag count */
                    count?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Flag. */
                type $Shape = merlon.v1.Profile.Flag.$Properties;
            }

            /**
             * Properties of a Criterion.
             * @deprecated Use merlon.v1.Profile.Criterion.$Properties instead.
             */
            interface ICriterion extends merlon.v1.Profile.Criterion.$Properties {
            }

            /** Represents a Criterion. */
            class Criterion {

                /**
                 * Constructs a new Criterion.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.Profile.Criterion.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Criterion name. */
                name: string;

                /** Criterion have. */
                have: (number|null);

                /** Criterion required. */
                required: (number|null);

                /** Criterion unit. */
                unit: string;

                /** Criterion met. */
                met: boolean;

                /** Criterion waived. */
                waived: boolean;

                /** Criterion note. */
                note: (string|null);

                /**
                 * Encodes the specified Criterion message. Does not implicitly {@link merlon.v1.Profile.Criterion.verify|verify} messages.
                 * @param message Criterion message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.Profile.Criterion.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Criterion message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.Profile.Criterion & merlon.v1.Profile.Criterion.$Shape} Criterion
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Profile.Criterion & merlon.v1.Profile.Criterion.$Shape;
            }

            namespace Criterion {

                /** Properties of a Criterion. */
                interface $Properties {

                    /** Criterion name */
                    name?: string;

                    /** Criterion have */
                    have?: (number|null);

                    /** Criterion required */
                    required?: (number|null);

                    /** Criterion unit */
                    unit?: string;

                    /** Criterion met */
                    met?: boolean;

                    /** Criterion waived */
                    waived?: boolean;

                    /** Criterion note */
                    note?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Criterion. */
                type $Shape = merlon.v1.Profile.Criterion.$Properties;
            }

            /**
             * Properties of an Item.
             * @deprecated Use merlon.v1.Profile.Item.$Properties instead.
             */
            interface IItem extends merlon.v1.Profile.Item.$Properties {
            }

            /** Represents an Item. */
            class Item {

                /**
                 * Constructs a new Item.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.Profile.Item.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Item key. */
                key: string;

                /** Item path. */
                path: string;

                /** Item script. */
                script: (string|null);

                /** Item layer. */
                layer: string;

                /** Item status. */
                status: string;

                /** Item by. */
                by: (string|null);

                /** Item until. */
                until: google.protobuf.Timestamp;

                /** Item tags. */
                tags: string[];

                /** Item bulk. */
                bulk: boolean;

                /** Item digests. */
                digests: string[];

                /** Item approved. */
                approved: string[];

                /** Item uids. */
                uids: number[];

                /** Item creators. */
                creators: string[];

                /** Item seen. */
                seen: number;

                /** Item nodes. */
                nodes: number;

                /** Item pods. */
                pods: number;

                /** Item firstTime. */
                firstTime: google.protobuf.Timestamp;

                /** Item lastTime. */
                lastTime: google.protobuf.Timestamp;

                /** Item nodeIds. */
                nodeIds: string[];

                /** Item starts. */
                starts: number;

                /** Item seenInStarts. */
                seenInStarts: number;

                /** Item hard. */
                hard: boolean;

                /** Item learned. */
                learned: number;

                /**
                 * Encodes the specified Item message. Does not implicitly {@link merlon.v1.Profile.Item.verify|verify} messages.
                 * @param message Item message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.Profile.Item.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Item message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.Profile.Item & merlon.v1.Profile.Item.$Shape} Item
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Profile.Item & merlon.v1.Profile.Item.$Shape;
            }

            namespace Item {

                /** Properties of an Item. */
                interface $Properties {

                    /** Item key */
                    key?: string;

                    /** Item path */
                    path?: string;

                    /** Item script */
                    script?: (string|null);

                    /** Item layer */
                    layer?: string;

                    /** Item status */
                    status?: string;

                    /** Item by */
                    by?: (string|null);

                    /** Item until */
                    until?: google.protobuf.Timestamp.$Properties;

                    /** Item tags */
                    tags?: string[];

                    /** Item bulk */
                    bulk?: boolean;

                    /** Item digests */
                    digests?: string[];

                    /** Item approved */
                    approved?: string[];

                    /** Item uids */
                    uids?: number[];

                    /** Item creators */
                    creators?: string[];

                    /** Item seen */
                    seen?: number;

                    /** Item nodes */
                    nodes?: number;

                    /** Item pods */
                    pods?: number;

                    /** Item firstTime */
                    firstTime?: google.protobuf.Timestamp.$Properties;

                    /** Item lastTime */
                    lastTime?: google.protobuf.Timestamp.$Properties;

                    /** Item nodeIds */
                    nodeIds?: string[];

                    /** Item starts */
                    starts?: number;

                    /** Item seenInStarts */
                    seenInStarts?: number;

                    /** Item hard */
                    hard?: boolean;

                    /** Item learned */
                    learned?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Item. */
                type $Shape = merlon.v1.Profile.Item.$Properties;
            }

            /**
             * Properties of a Listener.
             * @deprecated Use merlon.v1.Profile.Listener.$Properties instead.
             */
            interface IListener extends merlon.v1.Profile.Listener.$Properties {
            }

            /** Represents a Listener. */
            class Listener {

                /**
                 * Constructs a new Listener.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.Profile.Listener.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Listener key. */
                key: string;

                /** Listener executable. */
                executable: string;

                /** Listener protocol. */
                protocol: string;

                /** Listener scope. */
                scope: string;

                /** Listener port. */
                port: number;

                /** Listener status. */
                status: string;

                /** Listener by. */
                by: (string|null);

                /** Listener until. */
                until: google.protobuf.Timestamp;

                /** Listener bulk. */
                bulk: boolean;

                /** Listener seen. */
                seen: number;

                /** Listener nodes. */
                nodes: number;

                /** Listener pods. */
                pods: number;

                /** Listener learned. */
                learned: number;

                /**
                 * Encodes the specified Listener message. Does not implicitly {@link merlon.v1.Profile.Listener.verify|verify} messages.
                 * @param message Listener message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.Profile.Listener.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Listener message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.Profile.Listener & merlon.v1.Profile.Listener.$Shape} Listener
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Profile.Listener & merlon.v1.Profile.Listener.$Shape;
            }

            namespace Listener {

                /** Properties of a Listener. */
                interface $Properties {

                    /** Listener key */
                    key?: string;

                    /** Listener executable */
                    executable?: string;

                    /** Listener protocol */
                    protocol?: string;

                    /** Listener scope */
                    scope?: string;

                    /** Listener port */
                    port?: number;

                    /** Listener status */
                    status?: string;

                    /** Listener by */
                    by?: (string|null);

                    /** Listener until */
                    until?: google.protobuf.Timestamp.$Properties;

                    /** Listener bulk */
                    bulk?: boolean;

                    /** Listener seen */
                    seen?: number;

                    /** Listener nodes */
                    nodes?: number;

                    /** Listener pods */
                    pods?: number;

                    /** Listener learned */
                    learned?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Listener. */
                type $Shape = merlon.v1.Profile.Listener.$Properties;
            }

            /**
             * Properties of a Deed.
             * @deprecated Use merlon.v1.Profile.Deed.$Properties instead.
             */
            interface IDeed extends merlon.v1.Profile.Deed.$Properties {
            }

            /** Represents a Deed. */
            class Deed {

                /**
                 * Constructs a new Deed.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.Profile.Deed.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Deed time. */
                time: google.protobuf.Timestamp;

                /** Deed by. */
                by: string;

                /** Deed what. */
                what: string;

                /** Deed reason. */
                reason: (string|null);

                /**
                 * Encodes the specified Deed message. Does not implicitly {@link merlon.v1.Profile.Deed.verify|verify} messages.
                 * @param message Deed message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.Profile.Deed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Deed message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.Profile.Deed & merlon.v1.Profile.Deed.$Shape} Deed
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Profile.Deed & merlon.v1.Profile.Deed.$Shape;
            }

            namespace Deed {

                /** Properties of a Deed. */
                interface $Properties {

                    /** Deed time */
                    time?: google.protobuf.Timestamp.$Properties;

                    /** Deed by */
                    by?: string;

                    /** Deed what */
                    what?: string;

                    /** Deed reason */
                    reason?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Deed. */
                type $Shape = merlon.v1.Profile.Deed.$Properties;
            }

            /**
             * Properties of a Pattern.
             * @deprecated Use merlon.v1.Profile.Pattern.$Properties instead.
             */
            interface IPattern extends merlon.v1.Profile.Pattern.$Properties {
            }

            /** Represents a Pattern. */
            class Pattern {

                /**
                 * Constructs a new Pattern.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.Profile.Pattern.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Pattern path. */
                path: string;

                /** Pattern by. */
                by: (string|null);

                /**
                 * Encodes the specified Pattern message. Does not implicitly {@link merlon.v1.Profile.Pattern.verify|verify} messages.
                 * @param message Pattern message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.Profile.Pattern.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Pattern message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.Profile.Pattern & merlon.v1.Profile.Pattern.$Shape} Pattern
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Profile.Pattern & merlon.v1.Profile.Pattern.$Shape;
            }

            namespace Pattern {

                /** Properties of a Pattern. */
                interface $Properties {

                    /** Pattern path */
                    path?: string;

                    /** Pattern by */
                    by?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Pattern. */
                type $Shape = merlon.v1.Profile.Pattern.$Properties;
            }

            /**
             * Properties of an Exception.
             * @deprecated Use merlon.v1.Profile.Exception.$Properties instead.
             */
            interface IException extends merlon.v1.Profile.Exception.$Properties {
            }

            /** Represents an Exception. */
            class Exception {

                /**
                 * Constructs a new Exception.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.Profile.Exception.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Exception kind. */
                kind: string;

                /** Exception digest. */
                digest: string;

                /** Exception creator. */
                creator: string;

                /** Exception by. */
                by: (string|null);

                /**
                 * Encodes the specified Exception message. Does not implicitly {@link merlon.v1.Profile.Exception.verify|verify} messages.
                 * @param message Exception message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.Profile.Exception.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Exception message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.Profile.Exception & merlon.v1.Profile.Exception.$Shape} Exception
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Profile.Exception & merlon.v1.Profile.Exception.$Shape;
            }

            namespace Exception {

                /** Properties of an Exception. */
                interface $Properties {

                    /** Exception kind */
                    kind?: string;

                    /** Exception digest */
                    digest?: string;

                    /** Exception creator */
                    creator?: string;

                    /** Exception by */
                    by?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Exception. */
                type $Shape = merlon.v1.Profile.Exception.$Properties;
            }
        }

        /**
         * Properties of a DecideProfileRequest.
         * @deprecated Use merlon.v1.DecideProfileRequest.$Properties instead.
         */
        interface IDecideProfileRequest extends merlon.v1.DecideProfileRequest.$Properties {
        }

        /** Represents a DecideProfileRequest. */
        class DecideProfileRequest {

            /**
             * Constructs a new DecideProfileRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.DecideProfileRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DecideProfileRequest id. */
            id: string;

            /** DecideProfileRequest version. */
            version: number;

            /** DecideProfileRequest action. */
            action: string;

            /** DecideProfileRequest keys. */
            keys: string[];

            /** DecideProfileRequest untilTime. */
            untilTime: google.protobuf.Timestamp;

            /** DecideProfileRequest value. */
            value: string;

            /** DecideProfileRequest reason. */
            reason: string;

            /** DecideProfileRequest exception. */
            exception: merlon.v1.Profile.Exception;

            /** DecideProfileRequest seen. */
            seen: (number|null);

            /** DecideProfileRequest allNow. */
            allNow: boolean;

            /**
             * Encodes the specified DecideProfileRequest message. Does not implicitly {@link merlon.v1.DecideProfileRequest.verify|verify} messages.
             * @param message DecideProfileRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.DecideProfileRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DecideProfileRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.DecideProfileRequest & merlon.v1.DecideProfileRequest.$Shape} DecideProfileRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.DecideProfileRequest & merlon.v1.DecideProfileRequest.$Shape;
        }

        namespace DecideProfileRequest {

            /** Properties of a DecideProfileRequest. */
            interface $Properties {

                /** DecideProfileRequest id */
                id?: string;

                /** DecideProfileRequest version */
                version?: number;

                /** DecideProfileRequest action */
                action?: string;

                /** DecideProfileRequest keys */
                keys?: string[];

                /** DecideProfileRequest untilTime */
                untilTime?: google.protobuf.Timestamp.$Properties;

                /** DecideProfileRequest value */
                value?: string;

                /** DecideProfileRequest reason */
                reason?: string;

                /** DecideProfileRequest exception */
                exception?: merlon.v1.Profile.Exception.$Properties;

                /** DecideProfileRequest seen */
                seen?: (number|null);

                /** DecideProfileRequest allNow */
                allNow?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DecideProfileRequest. */
            type $Shape = merlon.v1.DecideProfileRequest.$Properties;
        }

        /**
         * Properties of a DecideProfileResponse.
         * @deprecated Use merlon.v1.DecideProfileResponse.$Properties instead.
         */
        interface IDecideProfileResponse extends merlon.v1.DecideProfileResponse.$Properties {
        }

        /** Represents a DecideProfileResponse. */
        class DecideProfileResponse {

            /**
             * Constructs a new DecideProfileResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.DecideProfileResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DecideProfileResponse profile. */
            profile: merlon.v1.Profile;

            /**
             * Encodes the specified DecideProfileResponse message. Does not implicitly {@link merlon.v1.DecideProfileResponse.verify|verify} messages.
             * @param message DecideProfileResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.DecideProfileResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DecideProfileResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.DecideProfileResponse & merlon.v1.DecideProfileResponse.$Shape} DecideProfileResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.DecideProfileResponse & merlon.v1.DecideProfileResponse.$Shape;
        }

        namespace DecideProfileResponse {

            /** Properties of a DecideProfileResponse. */
            interface $Properties {

                /** DecideProfileResponse profile */
                profile?: merlon.v1.Profile.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DecideProfileResponse. */
            type $Shape = merlon.v1.DecideProfileResponse.$Properties;
        }

        /**
         * Properties of an ExportProfileRequest.
         * @deprecated Use merlon.v1.ExportProfileRequest.$Properties instead.
         */
        interface IExportProfileRequest extends merlon.v1.ExportProfileRequest.$Properties {
        }

        /** Represents an ExportProfileRequest. */
        class ExportProfileRequest {

            /**
             * Constructs a new ExportProfileRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ExportProfileRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExportProfileRequest id. */
            id: string;

            /**
             * Encodes the specified ExportProfileRequest message. Does not implicitly {@link merlon.v1.ExportProfileRequest.verify|verify} messages.
             * @param message ExportProfileRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ExportProfileRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExportProfileRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ExportProfileRequest & merlon.v1.ExportProfileRequest.$Shape} ExportProfileRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ExportProfileRequest & merlon.v1.ExportProfileRequest.$Shape;
        }

        namespace ExportProfileRequest {

            /** Properties of an ExportProfileRequest. */
            interface $Properties {

                /** ExportProfileRequest id */
                id?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExportProfileRequest. */
            type $Shape = merlon.v1.ExportProfileRequest.$Properties;
        }

        /**
         * Properties of an ExportProfileResponse.
         * @deprecated Use merlon.v1.ExportProfileResponse.$Properties instead.
         */
        interface IExportProfileResponse extends merlon.v1.ExportProfileResponse.$Properties {
        }

        /** Represents an ExportProfileResponse. */
        class ExportProfileResponse {

            /**
             * Constructs a new ExportProfileResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ExportProfileResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ExportProfileResponse yaml. */
            yaml: string;

            /**
             * Encodes the specified ExportProfileResponse message. Does not implicitly {@link merlon.v1.ExportProfileResponse.verify|verify} messages.
             * @param message ExportProfileResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ExportProfileResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ExportProfileResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ExportProfileResponse & merlon.v1.ExportProfileResponse.$Shape} ExportProfileResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ExportProfileResponse & merlon.v1.ExportProfileResponse.$Shape;
        }

        namespace ExportProfileResponse {

            /** Properties of an ExportProfileResponse. */
            interface $Properties {

                /** ExportProfileResponse yaml */
                yaml?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ExportProfileResponse. */
            type $Shape = merlon.v1.ExportProfileResponse.$Properties;
        }

        /**
         * Properties of an ImportProfileRequest.
         * @deprecated Use merlon.v1.ImportProfileRequest.$Properties instead.
         */
        interface IImportProfileRequest extends merlon.v1.ImportProfileRequest.$Properties {
        }

        /** Represents an ImportProfileRequest. */
        class ImportProfileRequest {

            /**
             * Constructs a new ImportProfileRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ImportProfileRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ImportProfileRequest yaml. */
            yaml: string;

            /** ImportProfileRequest apply. */
            apply: boolean;

            /** ImportProfileRequest version. */
            version: number;

            /**
             * Encodes the specified ImportProfileRequest message. Does not implicitly {@link merlon.v1.ImportProfileRequest.verify|verify} messages.
             * @param message ImportProfileRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ImportProfileRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ImportProfileRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ImportProfileRequest & merlon.v1.ImportProfileRequest.$Shape} ImportProfileRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ImportProfileRequest & merlon.v1.ImportProfileRequest.$Shape;
        }

        namespace ImportProfileRequest {

            /** Properties of an ImportProfileRequest. */
            interface $Properties {

                /** ImportProfileRequest yaml */
                yaml?: string;

                /** ImportProfileRequest apply */
                apply?: boolean;

                /** ImportProfileRequest version */
                version?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ImportProfileRequest. */
            type $Shape = merlon.v1.ImportProfileRequest.$Properties;
        }

        /**
         * Properties of an ImportProfileResponse.
         * @deprecated Use merlon.v1.ImportProfileResponse.$Properties instead.
         */
        interface IImportProfileResponse extends merlon.v1.ImportProfileResponse.$Properties {
        }

        /** Represents an ImportProfileResponse. */
        class ImportProfileResponse {

            /**
             * Constructs a new ImportProfileResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ImportProfileResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ImportProfileResponse id. */
            id: string;

            /** ImportProfileResponse applied. */
            applied: boolean;

            /** ImportProfileResponse changes. */
            changes: string[];

            /** ImportProfileResponse version. */
            version: number;

            /**
             * Encodes the specified ImportProfileResponse message. Does not implicitly {@link merlon.v1.ImportProfileResponse.verify|verify} messages.
             * @param message ImportProfileResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ImportProfileResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ImportProfileResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ImportProfileResponse & merlon.v1.ImportProfileResponse.$Shape} ImportProfileResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ImportProfileResponse & merlon.v1.ImportProfileResponse.$Shape;
        }

        namespace ImportProfileResponse {

            /** Properties of an ImportProfileResponse. */
            interface $Properties {

                /** ImportProfileResponse id */
                id?: string;

                /** ImportProfileResponse applied */
                applied?: boolean;

                /** ImportProfileResponse changes */
                changes?: string[];

                /** ImportProfileResponse version */
                version?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ImportProfileResponse. */
            type $Shape = merlon.v1.ImportProfileResponse.$Properties;
        }

        /**
         * Properties of a ListProcessesRequest.
         * @deprecated Use merlon.v1.ListProcessesRequest.$Properties instead.
         */
        interface IListProcessesRequest extends merlon.v1.ListProcessesRequest.$Properties {
        }

        /** Represents a ListProcessesRequest. */
        class ListProcessesRequest {

            /**
             * Constructs a new ListProcessesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListProcessesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListProcessesRequest pageSize. */
            pageSize: number;

            /** ListProcessesRequest pageToken. */
            pageToken: string;

            /** ListProcessesRequest nodes. */
            nodes: string[];

            /** ListProcessesRequest namespace. */
            namespace: string;

            /** ListProcessesRequest path. */
            path: string;

            /** ListProcessesRequest unit. */
            unit: string;

            /** ListProcessesRequest user. */
            user: string;

            /** ListProcessesRequest layer. */
            layer: string;

            /** ListProcessesRequest outliers. */
            outliers: boolean;

            /**
             * Encodes the specified ListProcessesRequest message. Does not implicitly {@link merlon.v1.ListProcessesRequest.verify|verify} messages.
             * @param message ListProcessesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListProcessesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListProcessesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListProcessesRequest & merlon.v1.ListProcessesRequest.$Shape} ListProcessesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListProcessesRequest & merlon.v1.ListProcessesRequest.$Shape;
        }

        namespace ListProcessesRequest {

            /** Properties of a ListProcessesRequest. */
            interface $Properties {

                /** ListProcessesRequest pageSize */
                pageSize?: number;

                /** ListProcessesRequest pageToken */
                pageToken?: string;

                /** ListProcessesRequest nodes */
                nodes?: string[];

                /** ListProcessesRequest namespace */
                namespace?: string;

                /** ListProcessesRequest path */
                path?: string;

                /** ListProcessesRequest unit */
                unit?: string;

                /** ListProcessesRequest user */
                user?: string;

                /** ListProcessesRequest layer */
                layer?: string;

                /** ListProcessesRequest outliers */
                outliers?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListProcessesRequest. */
            type $Shape = merlon.v1.ListProcessesRequest.$Properties;
        }

        /**
         * Properties of a ListProcessesResponse.
         * @deprecated Use merlon.v1.ListProcessesResponse.$Properties instead.
         */
        interface IListProcessesResponse extends merlon.v1.ListProcessesResponse.$Properties {
        }

        /** Represents a ListProcessesResponse. */
        class ListProcessesResponse {

            /**
             * Constructs a new ListProcessesResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListProcessesResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListProcessesResponse processes. */
            processes: merlon.v1.RunningProgram[];

            /** ListProcessesResponse nextPageToken. */
            nextPageToken: string;

            /** ListProcessesResponse totalSize. */
            totalSize: number;

            /** ListProcessesResponse nodes. */
            nodes: number;

            /** ListProcessesResponse unseen. */
            unseen: string[];

            /**
             * Encodes the specified ListProcessesResponse message. Does not implicitly {@link merlon.v1.ListProcessesResponse.verify|verify} messages.
             * @param message ListProcessesResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListProcessesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListProcessesResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListProcessesResponse & merlon.v1.ListProcessesResponse.$Shape} ListProcessesResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListProcessesResponse & merlon.v1.ListProcessesResponse.$Shape;
        }

        namespace ListProcessesResponse {

            /** Properties of a ListProcessesResponse. */
            interface $Properties {

                /** ListProcessesResponse processes */
                processes?: merlon.v1.RunningProgram.$Properties[];

                /** ListProcessesResponse nextPageToken */
                nextPageToken?: string;

                /** ListProcessesResponse totalSize */
                totalSize?: number;

                /** ListProcessesResponse nodes */
                nodes?: number;

                /** ListProcessesResponse unseen */
                unseen?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListProcessesResponse. */
            type $Shape = merlon.v1.ListProcessesResponse.$Properties;
        }

        /**
         * Properties of a RunningProgram.
         * @deprecated Use merlon.v1.RunningProgram.$Properties instead.
         */
        interface IRunningProgram extends merlon.v1.RunningProgram.$Properties {
        }

        /** Represents a RunningProgram. */
        class RunningProgram {

            /**
             * Constructs a new RunningProgram.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.RunningProgram.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RunningProgram path. */
            path: string;

            /** RunningProgram place. */
            place: string;

            /** RunningProgram profile. */
            profile: (string|null);

            /** RunningProgram unit. */
            unit: (string|null);

            /** RunningProgram namespace. */
            namespace: (string|null);

            /** RunningProgram pods. */
            pods: string[];

            /** RunningProgram container. */
            container: (string|null);

            /** RunningProgram users. */
            users: string[];

            /** RunningProgram nodes. */
            nodes: string[];

            /** RunningProgram on. */
            on: number;

            /** RunningProgram deleted. */
            deleted: boolean;

            /** RunningProgram layers. */
            layers: string[];

            /** RunningProgram status. */
            status: (string|null);

            /**
             * Encodes the specified RunningProgram message. Does not implicitly {@link merlon.v1.RunningProgram.verify|verify} messages.
             * @param message RunningProgram message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.RunningProgram.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RunningProgram message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.RunningProgram & merlon.v1.RunningProgram.$Shape} RunningProgram
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.RunningProgram & merlon.v1.RunningProgram.$Shape;
        }

        namespace RunningProgram {

            /** Properties of a RunningProgram. */
            interface $Properties {

                /** RunningProgram path */
                path?: string;

                /** RunningProgram place */
                place?: string;

                /** RunningProgram profile */
                profile?: (string|null);

                /** RunningProgram unit */
                unit?: (string|null);

                /** RunningProgram namespace */
                namespace?: (string|null);

                /** RunningProgram pods */
                pods?: string[];

                /** RunningProgram container */
                container?: (string|null);

                /** RunningProgram users */
                users?: string[];

                /** RunningProgram nodes */
                nodes?: string[];

                /** RunningProgram on */
                on?: number;

                /** RunningProgram deleted */
                deleted?: boolean;

                /** RunningProgram layers */
                layers?: string[];

                /** RunningProgram status */
                status?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RunningProgram. */
            type $Shape = merlon.v1.RunningProgram.$Properties;
        }

        /**
         * Properties of a ListViolationsRequest.
         * @deprecated Use merlon.v1.ListViolationsRequest.$Properties instead.
         */
        interface IListViolationsRequest extends merlon.v1.ListViolationsRequest.$Properties {
        }

        /** Represents a ListViolationsRequest. */
        class ListViolationsRequest {

            /**
             * Constructs a new ListViolationsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListViolationsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListViolationsRequest profile. */
            profile: (string|null);

            /** ListViolationsRequest minSeverity. */
            minSeverity: merlon.v1.Severity;

            /** ListViolationsRequest acknowledged. */
            acknowledged: (boolean|null);

            /** ListViolationsRequest pageSize. */
            pageSize: number;

            /** ListViolationsRequest pageToken. */
            pageToken: string;

            /**
             * Encodes the specified ListViolationsRequest message. Does not implicitly {@link merlon.v1.ListViolationsRequest.verify|verify} messages.
             * @param message ListViolationsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListViolationsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListViolationsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListViolationsRequest & merlon.v1.ListViolationsRequest.$Shape} ListViolationsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListViolationsRequest & merlon.v1.ListViolationsRequest.$Shape;
        }

        namespace ListViolationsRequest {

            /** Properties of a ListViolationsRequest. */
            interface $Properties {

                /** ListViolationsRequest profile */
                profile?: (string|null);

                /** ListViolationsRequest minSeverity */
                minSeverity?: merlon.v1.Severity;

                /** ListViolationsRequest acknowledged */
                acknowledged?: (boolean|null);

                /** ListViolationsRequest pageSize */
                pageSize?: number;

                /** ListViolationsRequest pageToken */
                pageToken?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListViolationsRequest. */
            type $Shape = merlon.v1.ListViolationsRequest.$Properties;
        }

        /**
         * Properties of a ListViolationsResponse.
         * @deprecated Use merlon.v1.ListViolationsResponse.$Properties instead.
         */
        interface IListViolationsResponse extends merlon.v1.ListViolationsResponse.$Properties {
        }

        /** Represents a ListViolationsResponse. */
        class ListViolationsResponse {

            /**
             * Constructs a new ListViolationsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListViolationsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListViolationsResponse violations. */
            violations: merlon.v1.Violation[];

            /** ListViolationsResponse nextPageToken. */
            nextPageToken: string;

            /**
             * Encodes the specified ListViolationsResponse message. Does not implicitly {@link merlon.v1.ListViolationsResponse.verify|verify} messages.
             * @param message ListViolationsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListViolationsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListViolationsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListViolationsResponse & merlon.v1.ListViolationsResponse.$Shape} ListViolationsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListViolationsResponse & merlon.v1.ListViolationsResponse.$Shape;
        }

        namespace ListViolationsResponse {

            /** Properties of a ListViolationsResponse. */
            interface $Properties {

                /** ListViolationsResponse violations */
                violations?: merlon.v1.Violation.$Properties[];

                /** ListViolationsResponse nextPageToken */
                nextPageToken?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListViolationsResponse. */
            type $Shape = merlon.v1.ListViolationsResponse.$Properties;
        }

        /**
         * Properties of a Violation.
         * @deprecated Use merlon.v1.Violation.$Properties instead.
         */
        interface IViolation extends merlon.v1.Violation.$Properties {
        }

        /** Represents a Violation. */
        class Violation {

            /**
             * Constructs a new Violation.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Violation.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Violation id. */
            id: string;

            /** Violation profile. */
            profile: string;

            /** Violation kind. */
            kind: string;

            /** Violation severity. */
            severity: merlon.v1.Severity;

            /** Violation reason. */
            reason: string;

            /** Violation path. */
            path: (string|null);

            /** Violation script. */
            script: (string|null);

            /** Violation layer. */
            layer: (string|null);

            /** Violation digest. */
            digest: (string|null);

            /** Violation count. */
            count: number;

            /** Violation firstTime. */
            firstTime: google.protobuf.Timestamp;

            /** Violation lastTime. */
            lastTime: google.protobuf.Timestamp;

            /** Violation receivedTime. */
            receivedTime: google.protobuf.Timestamp;

            /** Violation nodes. */
            nodes: string[];

            /** Violation allowed. */
            allowed: string[];

            /** Violation creators. */
            creators: string[];

            /** Violation marks. */
            marks: string[];

            /** Violation user. */
            user: (string|null);

            /** Violation pod. */
            pod: (string|null);

            /** Violation commandLine. */
            commandLine: string[];

            /** Violation listeners. */
            listeners: string[];

            /** Violation acknowledged. */
            acknowledged: merlon.v1.Violation.Acknowledged;

            /**
             * Encodes the specified Violation message. Does not implicitly {@link merlon.v1.Violation.verify|verify} messages.
             * @param message Violation message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Violation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Violation message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Violation & merlon.v1.Violation.$Shape} Violation
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Violation & merlon.v1.Violation.$Shape;
        }

        namespace Violation {

            /** Properties of a Violation. */
            interface $Properties {

                /** Violation id */
                id?: string;

                /** Violation profile */
                profile?: string;

                /** Violation kind */
                kind?: string;

                /** Violation severity */
                severity?: merlon.v1.Severity;

                /** Violation reason */
                reason?: string;

                /** Violation path */
                path?: (string|null);

                /** Violation script */
                script?: (string|null);

                /** Violation layer */
                layer?: (string|null);

                /** Violation digest */
                digest?: (string|null);

                /** Violation count */
                count?: number;

                /** Violation firstTime */
                firstTime?: google.protobuf.Timestamp.$Properties;

                /** Violation lastTime */
                lastTime?: google.protobuf.Timestamp.$Properties;

                /** Violation receivedTime */
                receivedTime?: google.protobuf.Timestamp.$Properties;

                /** Violation nodes */
                nodes?: string[];

                /** Violation allowed */
                allowed?: string[];

                /** Violation creators */
                creators?: string[];

                /** Violation marks */
                marks?: string[];

                /** Violation user */
                user?: (string|null);

                /** Violation pod */
                pod?: (string|null);

                /** Violation commandLine */
                commandLine?: string[];

                /** Violation listeners */
                listeners?: string[];

                /** Violation acknowledged */
                acknowledged?: merlon.v1.Violation.Acknowledged.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Violation. */
            type $Shape = merlon.v1.Violation.$Properties;

            /**
             * Properties of an Acknowledged.
             * @deprecated Use merlon.v1.Violation.Acknowledged.$Properties instead.
             */
            interface IAcknowledged extends merlon.v1.Violation.Acknowledged.$Properties {
            }

            /** Represents an Acknowledged. */
            class Acknowledged {

                /**
                 * Constructs a new Acknowledged.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: merlon.v1.Violation.Acknowledged.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Acknowledged by. */
                by: string;

                /** Acknowledged time. */
                time: google.protobuf.Timestamp;

                /** Acknowledged note. */
                note: string;

                /**
                 * Encodes the specified Acknowledged message. Does not implicitly {@link merlon.v1.Violation.Acknowledged.verify|verify} messages.
                 * @param message Acknowledged message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: merlon.v1.Violation.Acknowledged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Acknowledged message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {merlon.v1.Violation.Acknowledged & merlon.v1.Violation.Acknowledged.$Shape} Acknowledged
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Violation.Acknowledged & merlon.v1.Violation.Acknowledged.$Shape;
            }

            namespace Acknowledged {

                /** Properties of an Acknowledged. */
                interface $Properties {

                    /** Acknowledged by */
                    by?: string;

                    /** Acknowledged time */
                    time?: google.protobuf.Timestamp.$Properties;

                    /** Acknowledged note */
                    note?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Acknowledged. */
                type $Shape = merlon.v1.Violation.Acknowledged.$Properties;
            }
        }

        /**
         * Properties of an AcknowledgeViolationRequest.
         * @deprecated Use merlon.v1.AcknowledgeViolationRequest.$Properties instead.
         */
        interface IAcknowledgeViolationRequest extends merlon.v1.AcknowledgeViolationRequest.$Properties {
        }

        /** Represents an AcknowledgeViolationRequest. */
        class AcknowledgeViolationRequest {

            /**
             * Constructs a new AcknowledgeViolationRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.AcknowledgeViolationRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AcknowledgeViolationRequest id. */
            id: string;

            /** AcknowledgeViolationRequest note. */
            note: string;

            /**
             * Encodes the specified AcknowledgeViolationRequest message. Does not implicitly {@link merlon.v1.AcknowledgeViolationRequest.verify|verify} messages.
             * @param message AcknowledgeViolationRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.AcknowledgeViolationRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AcknowledgeViolationRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.AcknowledgeViolationRequest & merlon.v1.AcknowledgeViolationRequest.$Shape} AcknowledgeViolationRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.AcknowledgeViolationRequest & merlon.v1.AcknowledgeViolationRequest.$Shape;
        }

        namespace AcknowledgeViolationRequest {

            /** Properties of an AcknowledgeViolationRequest. */
            interface $Properties {

                /** AcknowledgeViolationRequest id */
                id?: string;

                /** AcknowledgeViolationRequest note */
                note?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AcknowledgeViolationRequest. */
            type $Shape = merlon.v1.AcknowledgeViolationRequest.$Properties;
        }

        /**
         * Properties of an AcknowledgeViolationResponse.
         * @deprecated Use merlon.v1.AcknowledgeViolationResponse.$Properties instead.
         */
        interface IAcknowledgeViolationResponse extends merlon.v1.AcknowledgeViolationResponse.$Properties {
        }

        /** Represents an AcknowledgeViolationResponse. */
        class AcknowledgeViolationResponse {

            /**
             * Constructs a new AcknowledgeViolationResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.AcknowledgeViolationResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified AcknowledgeViolationResponse message. Does not implicitly {@link merlon.v1.AcknowledgeViolationResponse.verify|verify} messages.
             * @param message AcknowledgeViolationResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.AcknowledgeViolationResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AcknowledgeViolationResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.AcknowledgeViolationResponse & merlon.v1.AcknowledgeViolationResponse.$Shape} AcknowledgeViolationResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.AcknowledgeViolationResponse & merlon.v1.AcknowledgeViolationResponse.$Shape;
        }

        namespace AcknowledgeViolationResponse {

            /** Properties of an AcknowledgeViolationResponse. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an AcknowledgeViolationResponse. */
            type $Shape = merlon.v1.AcknowledgeViolationResponse.$Properties;
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

            /** Coverage unobservable. */
            unobservable: (number|null);

            /** Coverage excluded. */
            excluded: (number|null);

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

                /** Coverage unobservable */
                unobservable?: (number|null);

                /** Coverage excluded */
                excluded?: (number|null);

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

            /** Report violations. */
            violations: merlon.v1.ViolationSummary;

            /** Report storage. */
            storage: merlon.v1.StorageSummary;

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

                /** Report violations */
                violations?: merlon.v1.ViolationSummary.$Properties;

                /** Report storage */
                storage?: merlon.v1.StorageSummary.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Report. */
            type $Shape = merlon.v1.Report.$Properties;
        }

        /**
         * Properties of a StorageSummary.
         * @deprecated Use merlon.v1.StorageSummary.$Properties instead.
         */
        interface IStorageSummary extends merlon.v1.StorageSummary.$Properties {
        }

        /** Represents a StorageSummary. */
        class StorageSummary {

            /**
             * Constructs a new StorageSummary.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.StorageSummary.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StorageSummary damaged. */
            damaged: merlon.v1.DamagedDatabase[];

            /** StorageSummary replica. */
            replica: merlon.v1.ReplicaSummary;

            /**
             * Encodes the specified StorageSummary message. Does not implicitly {@link merlon.v1.StorageSummary.verify|verify} messages.
             * @param message StorageSummary message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.StorageSummary.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StorageSummary message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.StorageSummary & merlon.v1.StorageSummary.$Shape} StorageSummary
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.StorageSummary & merlon.v1.StorageSummary.$Shape;
        }

        namespace StorageSummary {

            /** Properties of a StorageSummary. */
            interface $Properties {

                /** StorageSummary damaged */
                damaged?: merlon.v1.DamagedDatabase.$Properties[];

                /** StorageSummary replica */
                replica?: merlon.v1.ReplicaSummary.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StorageSummary. */
            type $Shape = merlon.v1.StorageSummary.$Properties;
        }

        /**
         * Properties of a DamagedDatabase.
         * @deprecated Use merlon.v1.DamagedDatabase.$Properties instead.
         */
        interface IDamagedDatabase extends merlon.v1.DamagedDatabase.$Properties {
        }

        /** Represents a DamagedDatabase. */
        class DamagedDatabase {

            /**
             * Constructs a new DamagedDatabase.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.DamagedDatabase.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DamagedDatabase file. */
            file: string;

            /** DamagedDatabase time. */
            time: google.protobuf.Timestamp;

            /** DamagedDatabase bytes. */
            bytes: number;

            /**
             * Encodes the specified DamagedDatabase message. Does not implicitly {@link merlon.v1.DamagedDatabase.verify|verify} messages.
             * @param message DamagedDatabase message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.DamagedDatabase.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DamagedDatabase message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.DamagedDatabase & merlon.v1.DamagedDatabase.$Shape} DamagedDatabase
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.DamagedDatabase & merlon.v1.DamagedDatabase.$Shape;
        }

        namespace DamagedDatabase {

            /** Properties of a DamagedDatabase. */
            interface $Properties {

                /** DamagedDatabase file */
                file?: string;

                /** DamagedDatabase time */
                time?: google.protobuf.Timestamp.$Properties;

                /** DamagedDatabase bytes */
                bytes?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DamagedDatabase. */
            type $Shape = merlon.v1.DamagedDatabase.$Properties;
        }

        /**
         * Properties of a ReplicaSummary.
         * @deprecated Use merlon.v1.ReplicaSummary.$Properties instead.
         */
        interface IReplicaSummary extends merlon.v1.ReplicaSummary.$Properties {
        }

        /** Represents a ReplicaSummary. */
        class ReplicaSummary {

            /**
             * Constructs a new ReplicaSummary.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ReplicaSummary.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ReplicaSummary used. */
            used: boolean;

            /** ReplicaSummary behindSeconds. */
            behindSeconds: (number|null);

            /** ReplicaSummary reason. */
            reason: (string|null);

            /**
             * Encodes the specified ReplicaSummary message. Does not implicitly {@link merlon.v1.ReplicaSummary.verify|verify} messages.
             * @param message ReplicaSummary message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ReplicaSummary.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ReplicaSummary message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ReplicaSummary & merlon.v1.ReplicaSummary.$Shape} ReplicaSummary
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ReplicaSummary & merlon.v1.ReplicaSummary.$Shape;
        }

        namespace ReplicaSummary {

            /** Properties of a ReplicaSummary. */
            interface $Properties {

                /** ReplicaSummary used */
                used?: boolean;

                /** ReplicaSummary behindSeconds */
                behindSeconds?: (number|null);

                /** ReplicaSummary reason */
                reason?: (string|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ReplicaSummary. */
            type $Shape = merlon.v1.ReplicaSummary.$Properties;
        }

        /**
         * Properties of a ViolationSummary.
         * @deprecated Use merlon.v1.ViolationSummary.$Properties instead.
         */
        interface IViolationSummary extends merlon.v1.ViolationSummary.$Properties {
        }

        /** Represents a ViolationSummary. */
        class ViolationSummary {

            /**
             * Constructs a new ViolationSummary.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ViolationSummary.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ViolationSummary open. */
            open: merlon.v1.ViolationCount[];

            /** ViolationSummary acknowledged. */
            acknowledged: number;

            /** ViolationSummary suppressed. */
            suppressed: number;

            /** ViolationSummary unlearned. */
            unlearned: number;

            /**
             * Encodes the specified ViolationSummary message. Does not implicitly {@link merlon.v1.ViolationSummary.verify|verify} messages.
             * @param message ViolationSummary message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ViolationSummary.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ViolationSummary message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ViolationSummary & merlon.v1.ViolationSummary.$Shape} ViolationSummary
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ViolationSummary & merlon.v1.ViolationSummary.$Shape;
        }

        namespace ViolationSummary {

            /** Properties of a ViolationSummary. */
            interface $Properties {

                /** ViolationSummary open */
                open?: merlon.v1.ViolationCount.$Properties[];

                /** ViolationSummary acknowledged */
                acknowledged?: number;

                /** ViolationSummary suppressed */
                suppressed?: number;

                /** ViolationSummary unlearned */
                unlearned?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ViolationSummary. */
            type $Shape = merlon.v1.ViolationSummary.$Properties;
        }

        /**
         * Properties of a ViolationCount.
         * @deprecated Use merlon.v1.ViolationCount.$Properties instead.
         */
        interface IViolationCount extends merlon.v1.ViolationCount.$Properties {
        }

        /** Represents a ViolationCount. */
        class ViolationCount {

            /**
             * Constructs a new ViolationCount.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ViolationCount.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ViolationCount severity. */
            severity: merlon.v1.Severity;

            /** ViolationCount count. */
            count: number;

            /**
             * Encodes the specified ViolationCount message. Does not implicitly {@link merlon.v1.ViolationCount.verify|verify} messages.
             * @param message ViolationCount message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ViolationCount.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ViolationCount message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ViolationCount & merlon.v1.ViolationCount.$Shape} ViolationCount
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ViolationCount & merlon.v1.ViolationCount.$Shape;
        }

        namespace ViolationCount {

            /** Properties of a ViolationCount. */
            interface $Properties {

                /** ViolationCount severity */
                severity?: merlon.v1.Severity;

                /** ViolationCount count */
                count?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ViolationCount. */
            type $Shape = merlon.v1.ViolationCount.$Properties;
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

            /** Node stateReason. */
            stateReason: (string|null);

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

                /** Node stateReason */
                stateReason?: (string|null);

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
         * Properties of a GetComplianceRequest.
         * @deprecated Use merlon.v1.GetComplianceRequest.$Properties instead.
         */
        interface IGetComplianceRequest extends merlon.v1.GetComplianceRequest.$Properties {
        }

        /** Represents a GetComplianceRequest. */
        class GetComplianceRequest {

            /**
             * Constructs a new GetComplianceRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.GetComplianceRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetComplianceRequest benchmark. */
            benchmark: string;

            /** GetComplianceRequest nodes. */
            nodes: string[];

            /**
             * Encodes the specified GetComplianceRequest message. Does not implicitly {@link merlon.v1.GetComplianceRequest.verify|verify} messages.
             * @param message GetComplianceRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.GetComplianceRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetComplianceRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.GetComplianceRequest & merlon.v1.GetComplianceRequest.$Shape} GetComplianceRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.GetComplianceRequest & merlon.v1.GetComplianceRequest.$Shape;
        }

        namespace GetComplianceRequest {

            /** Properties of a GetComplianceRequest. */
            interface $Properties {

                /** GetComplianceRequest benchmark */
                benchmark?: string;

                /** GetComplianceRequest nodes */
                nodes?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetComplianceRequest. */
            type $Shape = merlon.v1.GetComplianceRequest.$Properties;
        }

        /**
         * Properties of a GetComplianceResponse.
         * @deprecated Use merlon.v1.GetComplianceResponse.$Properties instead.
         */
        interface IGetComplianceResponse extends merlon.v1.GetComplianceResponse.$Properties {
        }

        /** Represents a GetComplianceResponse. */
        class GetComplianceResponse {

            /**
             * Constructs a new GetComplianceResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.GetComplianceResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** GetComplianceResponse compliance. */
            compliance: merlon.v1.Compliance;

            /**
             * Encodes the specified GetComplianceResponse message. Does not implicitly {@link merlon.v1.GetComplianceResponse.verify|verify} messages.
             * @param message GetComplianceResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.GetComplianceResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetComplianceResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.GetComplianceResponse & merlon.v1.GetComplianceResponse.$Shape} GetComplianceResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.GetComplianceResponse & merlon.v1.GetComplianceResponse.$Shape;
        }

        namespace GetComplianceResponse {

            /** Properties of a GetComplianceResponse. */
            interface $Properties {

                /** GetComplianceResponse compliance */
                compliance?: merlon.v1.Compliance.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetComplianceResponse. */
            type $Shape = merlon.v1.GetComplianceResponse.$Properties;
        }

        /**
         * Properties of a Compliance.
         * @deprecated Use merlon.v1.Compliance.$Properties instead.
         */
        interface ICompliance extends merlon.v1.Compliance.$Properties {
        }

        /** Represents a Compliance. */
        class Compliance {

            /**
             * Constructs a new Compliance.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.Compliance.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Compliance clusterId. */
            clusterId: string;

            /** Compliance clusterName. */
            clusterName: string;

            /** Compliance asOf. */
            asOf: google.protobuf.Timestamp;

            /** Compliance rulePackVersion. */
            rulePackVersion: string;

            /** Compliance nodes. */
            nodes: merlon.v1.ComplianceNode[];

            /** Compliance benchmarks. */
            benchmarks: merlon.v1.BenchmarkResult[];

            /**
             * Encodes the specified Compliance message. Does not implicitly {@link merlon.v1.Compliance.verify|verify} messages.
             * @param message Compliance message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.Compliance.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Compliance message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.Compliance & merlon.v1.Compliance.$Shape} Compliance
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.Compliance & merlon.v1.Compliance.$Shape;
        }

        namespace Compliance {

            /** Properties of a Compliance. */
            interface $Properties {

                /** Compliance clusterId */
                clusterId?: string;

                /** Compliance clusterName */
                clusterName?: string;

                /** Compliance asOf */
                asOf?: google.protobuf.Timestamp.$Properties;

                /** Compliance rulePackVersion */
                rulePackVersion?: string;

                /** Compliance nodes */
                nodes?: merlon.v1.ComplianceNode.$Properties[];

                /** Compliance benchmarks */
                benchmarks?: merlon.v1.BenchmarkResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Compliance. */
            type $Shape = merlon.v1.Compliance.$Properties;
        }

        /**
         * Properties of a ComplianceNode.
         * @deprecated Use merlon.v1.ComplianceNode.$Properties instead.
         */
        interface IComplianceNode extends merlon.v1.ComplianceNode.$Properties {
        }

        /** Represents a ComplianceNode. */
        class ComplianceNode {

            /**
             * Constructs a new ComplianceNode.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ComplianceNode.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ComplianceNode id. */
            id: string;

            /** ComplianceNode name. */
            name: string;

            /** ComplianceNode state. */
            state: string;

            /** ComplianceNode benchmark. */
            benchmark: string;

            /** ComplianceNode reason. */
            reason: string;

            /** ComplianceNode warning. */
            warning: string;

            /** ComplianceNode counts. */
            counts: merlon.v1.Counts;

            /**
             * Encodes the specified ComplianceNode message. Does not implicitly {@link merlon.v1.ComplianceNode.verify|verify} messages.
             * @param message ComplianceNode message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ComplianceNode.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ComplianceNode message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ComplianceNode & merlon.v1.ComplianceNode.$Shape} ComplianceNode
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ComplianceNode & merlon.v1.ComplianceNode.$Shape;
        }

        namespace ComplianceNode {

            /** Properties of a ComplianceNode. */
            interface $Properties {

                /** ComplianceNode id */
                id?: string;

                /** ComplianceNode name */
                name?: string;

                /** ComplianceNode state */
                state?: string;

                /** ComplianceNode benchmark */
                benchmark?: string;

                /** ComplianceNode reason */
                reason?: string;

                /** ComplianceNode warning */
                warning?: string;

                /** ComplianceNode counts */
                counts?: merlon.v1.Counts.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ComplianceNode. */
            type $Shape = merlon.v1.ComplianceNode.$Properties;
        }

        /**
         * Properties of a BenchmarkResult.
         * @deprecated Use merlon.v1.BenchmarkResult.$Properties instead.
         */
        interface IBenchmarkResult extends merlon.v1.BenchmarkResult.$Properties {
        }

        /** Represents a BenchmarkResult. */
        class BenchmarkResult {

            /**
             * Constructs a new BenchmarkResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.BenchmarkResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BenchmarkResult id. */
            id: string;

            /** BenchmarkResult title. */
            title: string;

            /** BenchmarkResult version. */
            version: string;

            /** BenchmarkResult nodes. */
            nodes: number;

            /** BenchmarkResult counts. */
            counts: merlon.v1.Counts;

            /** BenchmarkResult controls. */
            controls: merlon.v1.ControlResult[];

            /**
             * Encodes the specified BenchmarkResult message. Does not implicitly {@link merlon.v1.BenchmarkResult.verify|verify} messages.
             * @param message BenchmarkResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.BenchmarkResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BenchmarkResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.BenchmarkResult & merlon.v1.BenchmarkResult.$Shape} BenchmarkResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.BenchmarkResult & merlon.v1.BenchmarkResult.$Shape;
        }

        namespace BenchmarkResult {

            /** Properties of a BenchmarkResult. */
            interface $Properties {

                /** BenchmarkResult id */
                id?: string;

                /** BenchmarkResult title */
                title?: string;

                /** BenchmarkResult version */
                version?: string;

                /** BenchmarkResult nodes */
                nodes?: number;

                /** BenchmarkResult counts */
                counts?: merlon.v1.Counts.$Properties;

                /** BenchmarkResult controls */
                controls?: merlon.v1.ControlResult.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BenchmarkResult. */
            type $Shape = merlon.v1.BenchmarkResult.$Properties;
        }

        /**
         * Properties of a ControlResult.
         * @deprecated Use merlon.v1.ControlResult.$Properties instead.
         */
        interface IControlResult extends merlon.v1.ControlResult.$Properties {
        }

        /** Represents a ControlResult. */
        class ControlResult {

            /**
             * Constructs a new ControlResult.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ControlResult.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ControlResult id. */
            id: string;

            /** ControlResult title. */
            title: string;

            /** ControlResult assessment. */
            assessment: string;

            /** ControlResult outcome. */
            outcome: merlon.v1.Outcome;

            /** ControlResult counts. */
            counts: merlon.v1.Counts;

            /** ControlResult rules. */
            rules: string[];

            /** ControlResult review. */
            review: string;

            /** ControlResult notApplicable. */
            notApplicable: string;

            /** ControlResult answers. */
            answers: merlon.v1.ControlAnswer[];

            /** ControlResult moreAnswers. */
            moreAnswers: number;

            /**
             * Encodes the specified ControlResult message. Does not implicitly {@link merlon.v1.ControlResult.verify|verify} messages.
             * @param message ControlResult message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ControlResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ControlResult message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ControlResult & merlon.v1.ControlResult.$Shape} ControlResult
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ControlResult & merlon.v1.ControlResult.$Shape;
        }

        namespace ControlResult {

            /** Properties of a ControlResult. */
            interface $Properties {

                /** ControlResult id */
                id?: string;

                /** ControlResult title */
                title?: string;

                /** ControlResult assessment */
                assessment?: string;

                /** ControlResult outcome */
                outcome?: merlon.v1.Outcome;

                /** ControlResult counts */
                counts?: merlon.v1.Counts.$Properties;

                /** ControlResult rules */
                rules?: string[];

                /** ControlResult review */
                review?: string;

                /** ControlResult notApplicable */
                notApplicable?: string;

                /** ControlResult answers */
                answers?: merlon.v1.ControlAnswer.$Properties[];

                /** ControlResult moreAnswers */
                moreAnswers?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ControlResult. */
            type $Shape = merlon.v1.ControlResult.$Properties;
        }

        /**
         * Properties of a ControlAnswer.
         * @deprecated Use merlon.v1.ControlAnswer.$Properties instead.
         */
        interface IControlAnswer extends merlon.v1.ControlAnswer.$Properties {
        }

        /** Represents a ControlAnswer. */
        class ControlAnswer {

            /**
             * Constructs a new ControlAnswer.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ControlAnswer.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ControlAnswer nodeName. */
            nodeName: string;

            /** ControlAnswer rule. */
            rule: string;

            /** ControlAnswer subject. */
            subject: string;

            /** ControlAnswer outcome. */
            outcome: merlon.v1.Outcome;

            /** ControlAnswer message. */
            message: string;

            /** ControlAnswer evidence. */
            evidence: merlon.v1.Evidence[];

            /**
             * Encodes the specified ControlAnswer message. Does not implicitly {@link merlon.v1.ControlAnswer.verify|verify} messages.
             * @param message ControlAnswer message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ControlAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ControlAnswer message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ControlAnswer & merlon.v1.ControlAnswer.$Shape} ControlAnswer
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ControlAnswer & merlon.v1.ControlAnswer.$Shape;
        }

        namespace ControlAnswer {

            /** Properties of a ControlAnswer. */
            interface $Properties {

                /** ControlAnswer nodeName */
                nodeName?: string;

                /** ControlAnswer rule */
                rule?: string;

                /** ControlAnswer subject */
                subject?: string;

                /** ControlAnswer outcome */
                outcome?: merlon.v1.Outcome;

                /** ControlAnswer message */
                message?: string;

                /** ControlAnswer evidence */
                evidence?: merlon.v1.Evidence.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ControlAnswer. */
            type $Shape = merlon.v1.ControlAnswer.$Properties;
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

        /**
         * Properties of a ListEventsRequest.
         * @deprecated Use merlon.v1.ListEventsRequest.$Properties instead.
         */
        interface IListEventsRequest extends merlon.v1.ListEventsRequest.$Properties {
        }

        /** Represents a ListEventsRequest. */
        class ListEventsRequest {

            /**
             * Constructs a new ListEventsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListEventsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListEventsRequest pageSize. */
            pageSize: number;

            /** ListEventsRequest pageToken. */
            pageToken: string;

            /** ListEventsRequest nodes. */
            nodes: string[];

            /** ListEventsRequest kinds. */
            kinds: string[];

            /** ListEventsRequest sinceTime. */
            sinceTime: google.protobuf.Timestamp;

            /**
             * Encodes the specified ListEventsRequest message. Does not implicitly {@link merlon.v1.ListEventsRequest.verify|verify} messages.
             * @param message ListEventsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListEventsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListEventsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListEventsRequest & merlon.v1.ListEventsRequest.$Shape} ListEventsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListEventsRequest & merlon.v1.ListEventsRequest.$Shape;
        }

        namespace ListEventsRequest {

            /** Properties of a ListEventsRequest. */
            interface $Properties {

                /** ListEventsRequest pageSize */
                pageSize?: number;

                /** ListEventsRequest pageToken */
                pageToken?: string;

                /** ListEventsRequest nodes */
                nodes?: string[];

                /** ListEventsRequest kinds */
                kinds?: string[];

                /** ListEventsRequest sinceTime */
                sinceTime?: google.protobuf.Timestamp.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListEventsRequest. */
            type $Shape = merlon.v1.ListEventsRequest.$Properties;
        }

        /**
         * Properties of a ListEventsResponse.
         * @deprecated Use merlon.v1.ListEventsResponse.$Properties instead.
         */
        interface IListEventsResponse extends merlon.v1.ListEventsResponse.$Properties {
        }

        /** Represents a ListEventsResponse. */
        class ListEventsResponse {

            /**
             * Constructs a new ListEventsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListEventsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListEventsResponse events. */
            events: merlon.v1.EventRecord[];

            /** ListEventsResponse nextPageToken. */
            nextPageToken: string;

            /**
             * Encodes the specified ListEventsResponse message. Does not implicitly {@link merlon.v1.ListEventsResponse.verify|verify} messages.
             * @param message ListEventsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListEventsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListEventsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListEventsResponse & merlon.v1.ListEventsResponse.$Shape} ListEventsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListEventsResponse & merlon.v1.ListEventsResponse.$Shape;
        }

        namespace ListEventsResponse {

            /** Properties of a ListEventsResponse. */
            interface $Properties {

                /** ListEventsResponse events */
                events?: merlon.v1.EventRecord.$Properties[];

                /** ListEventsResponse nextPageToken */
                nextPageToken?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListEventsResponse. */
            type $Shape = {
              events?: merlon.v1.EventRecord.$Shape[];
              nextPageToken?: string;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a WatchEventsRequest.
         * @deprecated Use merlon.v1.WatchEventsRequest.$Properties instead.
         */
        interface IWatchEventsRequest extends merlon.v1.WatchEventsRequest.$Properties {
        }

        /** Represents a WatchEventsRequest. */
        class WatchEventsRequest {

            /**
             * Constructs a new WatchEventsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.WatchEventsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchEventsRequest nodes. */
            nodes: string[];

            /** WatchEventsRequest kinds. */
            kinds: string[];

            /** WatchEventsRequest afterSequence. */
            afterSequence: number;

            /**
             * Encodes the specified WatchEventsRequest message. Does not implicitly {@link merlon.v1.WatchEventsRequest.verify|verify} messages.
             * @param message WatchEventsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.WatchEventsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchEventsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.WatchEventsRequest & merlon.v1.WatchEventsRequest.$Shape} WatchEventsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.WatchEventsRequest & merlon.v1.WatchEventsRequest.$Shape;
        }

        namespace WatchEventsRequest {

            /** Properties of a WatchEventsRequest. */
            interface $Properties {

                /** WatchEventsRequest nodes */
                nodes?: string[];

                /** WatchEventsRequest kinds */
                kinds?: string[];

                /** WatchEventsRequest afterSequence */
                afterSequence?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WatchEventsRequest. */
            type $Shape = merlon.v1.WatchEventsRequest.$Properties;
        }

        /**
         * Properties of a WatchEventsResponse.
         * @deprecated Use merlon.v1.WatchEventsResponse.$Properties instead.
         */
        interface IWatchEventsResponse extends merlon.v1.WatchEventsResponse.$Properties {
        }

        /** Represents a WatchEventsResponse. */
        class WatchEventsResponse {

            /**
             * Constructs a new WatchEventsResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.WatchEventsResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** WatchEventsResponse events. */
            events: merlon.v1.EventRecord[];

            /**
             * Encodes the specified WatchEventsResponse message. Does not implicitly {@link merlon.v1.WatchEventsResponse.verify|verify} messages.
             * @param message WatchEventsResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.WatchEventsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a WatchEventsResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.WatchEventsResponse & merlon.v1.WatchEventsResponse.$Shape} WatchEventsResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.WatchEventsResponse & merlon.v1.WatchEventsResponse.$Shape;
        }

        namespace WatchEventsResponse {

            /** Properties of a WatchEventsResponse. */
            interface $Properties {

                /** WatchEventsResponse events */
                events?: merlon.v1.EventRecord.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a WatchEventsResponse. */
            type $Shape = {
              events?: merlon.v1.EventRecord.$Shape[];
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of an EventRecord.
         * @deprecated Use merlon.v1.EventRecord.$Properties instead.
         */
        interface IEventRecord extends merlon.v1.EventRecord.$Properties {
        }

        /** Represents an EventRecord. */
        class EventRecord {

            /**
             * Constructs a new EventRecord.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.EventRecord.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EventRecord sequence. */
            sequence: number;

            /** EventRecord nodeId. */
            nodeId: string;

            /** EventRecord nodeName. */
            nodeName: string;

            /** EventRecord spoolId. */
            spoolId: string;

            /** EventRecord receivedTime. */
            receivedTime: google.protobuf.Timestamp;

            /** EventRecord event. */
            event: merlon.v1.Event;

            /**
             * Encodes the specified EventRecord message. Does not implicitly {@link merlon.v1.EventRecord.verify|verify} messages.
             * @param message EventRecord message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.EventRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EventRecord message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.EventRecord & merlon.v1.EventRecord.$Shape} EventRecord
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.EventRecord & merlon.v1.EventRecord.$Shape;
        }

        namespace EventRecord {

            /** Properties of an EventRecord. */
            interface $Properties {

                /** EventRecord sequence */
                sequence?: number;

                /** EventRecord nodeId */
                nodeId?: string;

                /** EventRecord nodeName */
                nodeName?: string;

                /** EventRecord spoolId */
                spoolId?: string;

                /** EventRecord receivedTime */
                receivedTime?: google.protobuf.Timestamp.$Properties;

                /** EventRecord event */
                event?: merlon.v1.Event.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EventRecord. */
            type $Shape = {
              sequence?: number;
              nodeId?: string;
              nodeName?: string;
              spoolId?: string;
              receivedTime?: google.protobuf.Timestamp.$Shape;
              event?: merlon.v1.Event.$Shape;
              $unknowns?: Uint8Array[];
            };
        }

        /**
         * Properties of a ListClustersRequest.
         * @deprecated Use merlon.v1.ListClustersRequest.$Properties instead.
         */
        interface IListClustersRequest extends merlon.v1.ListClustersRequest.$Properties {
        }

        /** Represents a ListClustersRequest. */
        class ListClustersRequest {

            /**
             * Constructs a new ListClustersRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListClustersRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified ListClustersRequest message. Does not implicitly {@link merlon.v1.ListClustersRequest.verify|verify} messages.
             * @param message ListClustersRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListClustersRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListClustersRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListClustersRequest & merlon.v1.ListClustersRequest.$Shape} ListClustersRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListClustersRequest & merlon.v1.ListClustersRequest.$Shape;
        }

        namespace ListClustersRequest {

            /** Properties of a ListClustersRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListClustersRequest. */
            type $Shape = merlon.v1.ListClustersRequest.$Properties;
        }

        /**
         * Properties of a ListClustersResponse.
         * @deprecated Use merlon.v1.ListClustersResponse.$Properties instead.
         */
        interface IListClustersResponse extends merlon.v1.ListClustersResponse.$Properties {
        }

        /** Represents a ListClustersResponse. */
        class ListClustersResponse {

            /**
             * Constructs a new ListClustersResponse.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ListClustersResponse.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListClustersResponse clusters. */
            clusters: merlon.v1.ClusterSummary[];

            /**
             * Encodes the specified ListClustersResponse message. Does not implicitly {@link merlon.v1.ListClustersResponse.verify|verify} messages.
             * @param message ListClustersResponse message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ListClustersResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListClustersResponse message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ListClustersResponse & merlon.v1.ListClustersResponse.$Shape} ListClustersResponse
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ListClustersResponse & merlon.v1.ListClustersResponse.$Shape;
        }

        namespace ListClustersResponse {

            /** Properties of a ListClustersResponse. */
            interface $Properties {

                /** ListClustersResponse clusters */
                clusters?: merlon.v1.ClusterSummary.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListClustersResponse. */
            type $Shape = merlon.v1.ListClustersResponse.$Properties;
        }

        /**
         * Properties of a ClusterSummary.
         * @deprecated Use merlon.v1.ClusterSummary.$Properties instead.
         */
        interface IClusterSummary extends merlon.v1.ClusterSummary.$Properties {
        }

        /** Represents a ClusterSummary. */
        class ClusterSummary {

            /**
             * Constructs a new ClusterSummary.
             * @param [properties] Properties to set
             */
            constructor(properties?: merlon.v1.ClusterSummary.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ClusterSummary id. */
            id: string;

            /** ClusterSummary name. */
            name: string;

            /** ClusterSummary coverage. */
            coverage: merlon.v1.Coverage;

            /** ClusterSummary score. */
            score: (number|null);

            /** ClusterSummary severities. */
            severities: merlon.v1.SeverityCount[];

            /**
             * Encodes the specified ClusterSummary message. Does not implicitly {@link merlon.v1.ClusterSummary.verify|verify} messages.
             * @param message ClusterSummary message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: merlon.v1.ClusterSummary.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClusterSummary message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {merlon.v1.ClusterSummary & merlon.v1.ClusterSummary.$Shape} ClusterSummary
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): merlon.v1.ClusterSummary & merlon.v1.ClusterSummary.$Shape;
        }

        namespace ClusterSummary {

            /** Properties of a ClusterSummary. */
            interface $Properties {

                /** ClusterSummary id */
                id?: string;

                /** ClusterSummary name */
                name?: string;

                /** ClusterSummary coverage */
                coverage?: merlon.v1.Coverage.$Properties;

                /** ClusterSummary score */
                score?: (number|null);

                /** ClusterSummary severities */
                severities?: merlon.v1.SeverityCount.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ClusterSummary. */
            type $Shape = merlon.v1.ClusterSummary.$Properties;
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
