// Attributes that the module tables of 2019 do not have, from PS3.3: functional group macros, modules of later editions,
// and later attributes of modules that were there. By keyword, so that generating checks every one of them:
//   Name          an attribute, or a sequence of which nothing below is known
//   Name:2        the same with its type (1, 1C, 2, 2C, 3), which is else not known
//   Name{ … }     a sequence and the attributes of its items
//   Name*         a sequence of codes (Name*{ … } of codes with more attributes)
//   Name=module   a sequence whose items are those of the same sequence at the top level of a module
//   +module       all attributes of a module

const SOP = "ReferencedSOPClassUID:1 ReferencedSOPInstanceUID:1";
const IMAGE = `${SOP} ReferencedFrameNumber:1C ReferencedSegmentNumber:1C`;
const FRAME_TYPE = "FrameType PixelPresentation VolumetricProperties VolumeBasedCalculationTechnique";
const RESCALE = "PixelValueTransformationSequence{RescaleIntercept RescaleSlope RescaleType}";
const WINDOW = "WindowCenter WindowWidth WindowCenterWidthExplanation VOILUTFunction";
const FILTER =
  "FilterType FilterMaterial FilterThicknessMinimum FilterThicknessMaximum FilterBeamPathLengthMinimum FilterBeamPathLengthMaximum";
const ALGORITHM =
  "AlgorithmFamilyCodeSequence:1* AlgorithmNameCodeSequence:3* AlgorithmName:1 AlgorithmVersion:1 AlgorithmParameters:3 AlgorithmSource:3";

/** PS3.3 C.7.6.16.2 and the macros of the enhanced IODs in C.8, by the names of ciod_to_func_group_macros.json. */
export const MACROS = {
  "breast-biopsy-target":
    "BiopsyTargetSequence{TargetUID LocalizingCursorPosition CalculatedTargetPosition TargetLabel DisplayedZValue}",
  "breast-x-ray-acquisition-dose": `XRayAcquisitionDoseSequence{KVP XRayTubeCurrentInmA ExposureTimeInms ExposureInmAs FocalSpots AnodeTargetMaterial HalfValueLayer OrganDose EntranceDoseInmGy EntranceDose EntranceDoseDerivation CompressionForce CompressionPressure CompressionContactArea RelativeXRayExposure BodyPartThickness ExposureControlMode ExposureControlModeDescription PaddleDescription RectificationType XRayOutput ExposureStatus PhototimerSetting}`,
  "breast-x-ray-detector":
    "DetectorPositionSequence{DetectorActiveAreaTLHCPosition DetectorActiveAreaOrientation}",
  "breast-x-ray-geometry":
    "XRayGeometrySequence{DistanceSourceToDetector DistanceSourceToPatient DistanceSourceToEntrance DistanceSourceToIsocenter EstimatedRadiographicMagnificationFactor}",
  "breast-x-ray-isocenter-reference-system":
    "IsocenterReferenceSystemSequence{XRaySourceIsocenterPrimaryAngle XRaySourceIsocenterSecondaryAngle BreastSupportIsocenterPrimaryAngle BreastSupportIsocenterSecondaryAngle BreastSupportXPositionToIsocenter BreastSupportYPositionToIsocenter BreastSupportZPositionToIsocenter DetectorIsocenterPrimaryAngle DetectorIsocenterSecondaryAngle DetectorXPositionToIsocenter DetectorYPositionToIsocenter DetectorZPositionToIsocenter}",
  "breast-x-ray-positioner":
    "PositionerPositionSequence{PositionerPrimaryAngle PositionerPrimaryAngleDirection PositionerSecondaryAngle ColumnAngulation ColumnAngulationPatient TableAngle BodyPartThickness DistanceSourceToPatient}",
  "cardiac-synchronization":
    "CardiacSynchronizationSequence{NominalPercentageOfCardiacPhase NominalCardiacTriggerDelayTime ActualCardiacTriggerDelayTime NominalCardiacTriggerTimePriorToRPeak ActualCardiacTriggerTimePriorToRPeak IntervalsAcquired IntervalsRejected HeartRate RRIntervalTimeNominal LowRRValue HighRRValue}",
  "contrast-bolus-usage":
    "ContrastBolusUsageSequence{ContrastBolusAgentNumber ContrastBolusAgentAdministered ContrastBolusAgentDetected ContrastBolusAgentPhase}",
  "ct-acquisition-details":
    "CTAcquisitionDetailsSequence{ReferencedPathIndex RotationDirection RevolutionTime SingleCollimationWidth TotalCollimationWidth TableHeight GantryDetectorTilt DataCollectionDiameter}",
  "ct-acquisition-type":
    "CTAcquisitionTypeSequence{AcquisitionType TubeAngle ConstantVolumeFlag FluoroscopyFlag}",
  "ct-additional-x-ray-source": "CTAdditionalXRaySourceSequence=ct-image",
  "ct-exposure":
    "CTExposureSequence{ReferencedPathIndex ExposureTimeInms XRayTubeCurrentInmA ExposureInmAs ExposureModulationType EstimatedDoseSaving CTDIvol CTDIPhantomTypeCodeSequence* WaterEquivalentDiameter WaterEquivalentDiameterCalculationMethodCodeSequence* ImageAndFluoroscopyAreaDoseProduct}",
  "ct-geometry":
    "CTGeometrySequence{ReferencedPathIndex DistanceSourceToDetector DistanceSourceToDataCollectionCenter}",
  "ct-image-frame-type": `CTImageFrameTypeSequence{${FRAME_TYPE} MultienergyCTAcquisition}`,
  "ct-pixel-value-transformation": RESCALE,
  "ct-position":
    "CTPositionSequence{TablePosition DataCollectionCenterPatient ReconstructionTargetCenterPatient}",
  "ct-reconstruction":
    "CTReconstructionSequence{ReconstructionAlgorithm ConvolutionKernel ConvolutionKernelGroup ReconstructionDiameter ReconstructionFieldOfView ReconstructionPixelSpacing ReconstructionAngle ImageFilter}",
  "ct-table-dynamics": "CTTableDynamicsSequence{TableSpeed TableFeedPerRotation SpiralPitchFactor}",
  "ct-x-ray-details":
    "CTXRayDetailsSequence{ReferencedPathIndex KVP FocalSpots FilterType FilterMaterial CalciumScoringMassFactorPatient CalciumScoringMassFactorDevice EnergyWeightingFactor}",
  "derivation-image": `DerivationImageSequence:2{DerivationDescription:3 DerivationCodeSequence:1* SourceImageSequence:2{${IMAGE} PurposeOfReferenceCodeSequence:1* SpatialLocationsPreserved:3 PatientOrientation:1C}}`,
  "frame-anatomy":
    "FrameAnatomySequence{FrameLaterality AnatomicRegionSequence*{AnatomicRegionModifierSequence*} PrimaryAnatomicStructureSequence*{PrimaryAnatomicStructureModifierSequence*}}",
  "frame-content":
    "FrameContentSequence{FrameAcquisitionNumber FrameReferenceDateTime FrameAcquisitionDateTime FrameAcquisitionDuration CardiacCyclePosition RespiratoryCyclePosition DimensionIndexValues TemporalPositionIndex StackID InStackPositionNumber FrameComments FrameLabel}",
  "frame-display-shutter": "FrameDisplayShutterSequence{+display-shutter}",
  "frame-pixel-shift": "FramePixelShiftSequence{SubtractionItemID MaskSubPixelShift}",
  "frame-voi-lut": `FrameVOILUTSequence{${WINDOW}}`,
  "frame-voi-lut-with-lut": `FrameVOILUTSequence{${WINDOW} VOILUTSequence=voi-lut}`,
  "functional-mr":
    "FunctionalMRSequence{FunctionalSettlingPhaseFramesPresent FunctionalSyncPulse SettlingPhaseFrame}",
  "identity-pixel-value-transformation": RESCALE,
  "image-data-type": "ImageDataTypeSequence{DataType AliasedDataType ZeroVelocityPixelValue}",
  "image-frame-conversion-source": `ConversionSourceAttributesSequence{${IMAGE}}`,
  "intravascular-frame-content":
    "IntravascularFrameContentSequence{IntravascularLongitudinalDistance SeamLineLocation}",
  "intravascular-oct-frame-content":
    "IntravascularOCTFrameContentSequence{OCTZOffsetCorrection SeamLineIndex NumberOfPaddedALines SeamLineLocation FirstALineLocation}",
  "intravascular-oct-frame-type": `IntravascularOCTFrameTypeSequence{${FRAME_TYPE}}`,
  "irradiation-event-identification": "IrradiationEventIdentificationSequence{IrradiationEventUID}",
  "mr-arterial-spin-labeling":
    "MRArterialSpinLabelingSequence{ASLTechniqueDescription ASLContext ASLSlabSequence{ASLSlabNumber ASLSlabThickness ASLSlabOrientation ASLMidSlabPosition ASLPulseTrainDuration} ASLCrusherFlag ASLCrusherFlowLimit ASLCrusherDescription ASLBolusCutoffFlag ASLBolusCutoffTimingSequence{ASLBolusCutoffTechnique ASLBolusCutoffDelayTime}}",
  "mr-averages": "MRAveragesSequence{NumberOfAverages}",
  "mr-diffusion":
    "MRDiffusionSequence{DiffusionBValue DiffusionDirectionality DiffusionGradientDirectionSequence{DiffusionGradientOrientation} DiffusionBMatrixSequence{DiffusionBValueXX DiffusionBValueXY DiffusionBValueXZ DiffusionBValueYY DiffusionBValueYZ DiffusionBValueZZ} DiffusionAnisotropyType}",
  "mr-echo": "MREchoSequence{EffectiveEchoTime}",
  "mr-fov-geometry":
    "MRFOVGeometrySequence{InPlanePhaseEncodingDirection MRAcquisitionFrequencyEncodingSteps MRAcquisitionPhaseEncodingStepsInPlane MRAcquisitionPhaseEncodingStepsOutOfPlane PercentSampling PercentPhaseFieldOfView}",
  "mr-image-frame-type": `MRImageFrameTypeSequence{${FRAME_TYPE} ComplexImageComponent AcquisitionContrast}`,
  "mr-imaging-modifier":
    "MRImagingModifierSequence{MagnetizationTransfer BloodSignalNulling Tagging TagSpacingFirstDimension TagSpacingSecondDimension TagAngleFirstAxis TagAngleSecondAxis TagThickness TaggingDelay TransmitterFrequency PixelBandwidth}",
  "mr-metabolite-map":
    "MRMetaboliteMapSequence{MetaboliteMapDescription MetaboliteMapCodeSequence* ChemicalShiftSequence{ChemicalShiftMinimumIntegrationLimitInppm ChemicalShiftMaximumIntegrationLimitInppm}}",
  "mr-modifier":
    "MRModifierSequence{InversionRecovery InversionTimes FlowCompensation FlowCompensationDirection Spoiling T2Preparation SpectrallySelectedExcitation SpatialPresaturation PartialFourier PartialFourierDirection ParallelAcquisition ParallelAcquisitionTechnique ParallelReductionFactorInPlane ParallelReductionFactorOutOfPlane ParallelReductionFactorSecondInPlane}",
  "mr-receive-coil":
    "MRReceiveCoilSequence{ReceiveCoilName ReceiveCoilManufacturerName ReceiveCoilType QuadratureReceiveCoil MultiCoilDefinitionSequence{MultiCoilElementName MultiCoilElementUsed} MultiCoilConfiguration}",
  "mr-spatial-saturation": "MRSpatialSaturationSequence{SlabThickness SlabOrientation MidSlabPosition}",
  "mr-spectroscopy-fov-geometry":
    "MRSpectroscopyFOVGeometrySequence{SpectroscopyAcquisitionDataColumns SpectroscopyAcquisitionPhaseRows SpectroscopyAcquisitionPhaseColumns SpectroscopyAcquisitionOutOfPlanePhaseSteps PercentSampling PercentPhaseFieldOfView}",
  "mr-spectroscopy-frame-type": `MRSpectroscopyFrameTypeSequence{${FRAME_TYPE} ComplexImageComponent AcquisitionContrast}`,
  "mr-timing-and-related-parameters":
    "MRTimingAndRelatedParametersSequence{RepetitionTime FlipAngle EchoTrainLength RFEchoTrainLength GradientEchoTrainLength SpecificAbsorptionRateSequence{SpecificAbsorptionRateDefinition SpecificAbsorptionRateValue} GradientOutputType GradientOutput OperatingModeSequence{OperatingModeType OperatingMode}}",
  "mr-transmit-coil":
    "MRTransmitCoilSequence{TransmitCoilName TransmitCoilManufacturerName TransmitCoilType}",
  "mr-velocity-encoding":
    "MRVelocityEncodingSequence{VelocityEncodingDirection VelocityEncodingMinimumValue VelocityEncodingMaximumValue}",
  "multi-energy-ct-characteristics":
    "MultienergyCTCharacteristicsSequence:3{EffectiveBinEnergy MonoenergeticEnergyEquivalent MaterialCodeSequence* MaterialAttenuationSequence{PhotonEnergy XRayMassAttenuationCoefficient}}",
  "multi-energy-ct-processing": `MultienergyCTProcessingSequence:3{DecompositionMethod DecompositionDescription DecompositionAlgorithmIdentificationSequence{${ALGORITHM}} DecompositionMaterialSequence{MaterialCodeSequence* MaterialAttenuationSequence{PhotonEnergy XRayMassAttenuationCoefficient}}}`,
  "ophthalmic-frame-location": `OphthalmicFrameLocationSequence{${IMAGE} ReferenceCoordinates DepthOfTransverseImage OphthalmicImageOrientation PurposeOfReferenceCodeSequence*}`,
  "optical-path-identification": "OpticalPathIdentificationSequence{OpticalPathIdentifier}",
  "parametric-map-frame-type": `ParametricMapFrameTypeSequence{${FRAME_TYPE}}`,
  "patient-orientation-in-frame": "PatientOrientationInFrameSequence{PatientOrientation}",
  "patient-physiological-state": "PatientPhysiologicalStateSequence{PatientPhysiologicalStateCodeSequence*}",
  "pet-detector-motion-details": "PETDetectorMotionDetailsSequence{RotationDirection RevolutionTime}",
  "pet-frame-acquisition":
    "PETFrameAcquisitionSequence{TableHeight GantryDetectorTilt GantryDetectorSlew DataCollectionDiameter}",
  "pet-frame-correction-factors":
    "PETFrameCorrectionFactorsSequence{PrimaryPromptsCountsAccumulated SliceSensitivityFactor DecayFactor ScatterFractionFactor DeadTimeFactor}",
  "pet-frame-type": `PETFrameTypeSequence{${FRAME_TYPE}}`,
  "pet-position":
    "PETPositionSequence{TablePosition DataCollectionCenterPatient ReconstructionTargetCenterPatient}",
  "pet-reconstruction":
    "PETReconstructionSequence{ReconstructionType ReconstructionAlgorithm IterativeReconstructionMethod NumberOfIterations NumberOfSubsets ReconstructionDiameter ReconstructionFieldOfView ReconstructionPixelSpacing ReconstructionAngle ImageFilter ConvolutionKernel}",
  "pet-table-dynamics": "PETTableDynamicsSequence{TableSpeed TableFeedPerRotation TableTraverse}",
  "pixel-intensity-relationship-lut":
    "PixelIntensityRelationshipLUTSequence{LUTDescriptor LUTFunction LUTExplanation LUTData}",
  "pixel-measures": "PixelMeasuresSequence{PixelSpacing SliceThickness SpacingBetweenSlices}",
  "pixel-value-transformation": RESCALE,
  "plane-orientation-patient": "PlaneOrientationSequence{ImageOrientationPatient}",
  "plane-orientation-volume": "PlaneOrientationVolumeSequence{ImageOrientationVolume}",
  "plane-position-patient": "PlanePositionSequence{ImagePositionPatient}",
  "plane-position-slide":
    "PlanePositionSlideSequence{ColumnPositionInTotalImagePixelMatrix RowPositionInTotalImagePixelMatrix XOffsetInSlideCoordinateSystem YOffsetInSlideCoordinateSystem ZOffsetInSlideCoordinateSystem}",
  "plane-position-volume": "PlanePositionVolumeSequence{ImagePositionVolume}",
  "radiopharmaceutical-usage": "RadiopharmaceuticalUsageSequence{RadiopharmaceuticalAgentNumber}",
  "real-world-value-mapping": "RealWorldValueMappingSequence=general-image",
  "referenced-image": `ReferencedImageSequence:2{${IMAGE} PurposeOfReferenceCodeSequence:1*}`,
  "respiratory-synchronization":
    "RespiratorySynchronizationSequence{RespiratoryIntervalTime NominalPercentageOfRespiratoryPhase NominalRespiratoryTriggerDelayTime ActualRespiratoryTriggerDelayTime StartingRespiratoryAmplitude StartingRespiratoryPhase EndingRespiratoryAmplitude EndingRespiratoryPhase}",
  segmentation: "SegmentIdentificationSequence{ReferencedSegmentNumber}",
  "specimen-reference": "SpecimenReferenceSequence{SpecimenUID}",
  "stored-value-color-range":
    "StoredValueColorRangeSequence{MinimumStoredValueMapped MaximumStoredValueMapped PaletteColorLookupTableUID}",
  "temporal-position": "TemporalPositionSequence{TemporalPositionTimeOffset}",
  // Any attribute of the images that were converted: what those IODs have.
  "unassigned-per-frame-converted-attributes": "UnassignedPerFrameConvertedAttributesSequence{+converted}",
  "unassigned-shared-converted-attributes": "UnassignedSharedConvertedAttributesSequence{+converted}",
  "us-image-description":
    "USImageDescriptionSequence{FrameType VolumetricProperties VolumeBasedCalculationTechnique}",
  "whole-slide-microscopy-image-frame-type": "WholeSlideMicroscopyImageFrameTypeSequence{FrameType}",
  "x-ray-3d-frame-type":
    "XRay3DFrameTypeSequence{FrameType PixelPresentation VolumetricProperties VolumeBasedCalculationTechnique ReconstructionIndex}",
  "x-ray-calibration-device-usage": "CalibrationSequence{CalibrationImage}",
  "x-ray-collimator": "CollimatorShapeSequence{+x-ray-collimator}",
  "x-ray-exposure-control-sensing-regions":
    "ExposureControlSensingRegionsSequence{ExposureControlSensingRegionShape ExposureControlSensingRegionLeftVerticalEdge ExposureControlSensingRegionRightVerticalEdge ExposureControlSensingRegionUpperHorizontalEdge ExposureControlSensingRegionLowerHorizontalEdge CenterOfCircularExposureControlSensingRegion RadiusOfCircularExposureControlSensingRegion VerticesOfThePolygonalExposureControlSensingRegion}",
  "x-ray-field-of-view":
    "FieldOfViewSequence{FieldOfViewShape FieldOfViewDimensionsInFloat FieldOfViewOrigin FieldOfViewRotation FieldOfViewHorizontalFlip FieldOfViewDescription}",
  "x-ray-filter": `XRayFilterSequence{${FILTER}}`,
  "x-ray-frame-acquisition": "FrameAcquisitionSequence{KVP XRayTubeCurrentInmA}",
  "x-ray-frame-characteristics":
    "XAXRFFrameCharacteristicsSequence{DerivationDescription DerivationCodeSequence* AcquisitionDeviceProcessingDescription AcquisitionDeviceProcessingCode}",
  "x-ray-frame-detector-parameters":
    "FrameDetectorParametersSequence{DetectorActiveTime DetectorActivationOffsetFromExposure DetectorActiveShape DetectorActiveDimensions DetectorActiveOrigin}",
  "x-ray-frame-pixel-data-properties":
    "FramePixelDataPropertiesSequence{FrameType PixelIntensityRelationship PixelIntensityRelationshipSign ImagerPixelSpacing GeometricalProperties GeometricMaximumDistortion ImageProcessingApplied}",
  "x-ray-geometry":
    "XRayGeometrySequence{DistanceSourceToDetector DistanceSourceToPatient DistanceSourceToIsocenter EstimatedRadiographicMagnificationFactor}",
  "x-ray-grid":
    "XRayGridSequence{Grid GridAbsorbingMaterial GridSpacingMaterial GridThickness GridPitch GridAspectRatio GridPeriod GridFocalDistance GridID}",
  "x-ray-isocenter-reference-system":
    "IsocenterReferenceSystemSequence{PositionerIsocenterPrimaryAngle PositionerIsocenterSecondaryAngle PositionerIsocenterDetectorRotationAngle TableXPositionToIsocenter TableYPositionToIsocenter TableZPositionToIsocenter TableHorizontalRotationAngle TableHeadTiltAngle TableCradleTiltAngle}",
  "x-ray-object-thickness": "ObjectThicknessSequence{CalculatedAnatomyThickness}",
  "x-ray-positioner":
    "PositionerPositionSequence{PositionerPrimaryAngle PositionerSecondaryAngle ColumnAngulationPatient}",
  "x-ray-projection-pixel-calibration":
    "ProjectionPixelCalibrationSequence{DistanceObjectToTableTop ObjectPixelSpacingInCenterOfBeam TableHeight BeamAngle}",
  "x-ray-table-position":
    "TablePositionSequence{TableTopVerticalPosition TableTopLongitudinalPosition TableTopLateralPosition TableHorizontalRotationAngle TableHeadTiltAngle TableCradleTiltAngle}",
};

const MULTIENERGY_ACQUISITION =
  "MultienergyAcquisitionDescription " +
  "MultienergyCTXRaySourceSequence{XRaySourceIndex XRaySourceID MultienergySourceTechnique SourceStartDateTime SourceEndDateTime SwitchingPhaseNumber SwitchingPhaseNominalDuration SwitchingPhaseTransitionDuration GeneratorPower} " +
  "MultienergyCTXRayDetectorSequence{XRayDetectorIndex XRayDetectorID MultienergyDetectorType XRayDetectorLabel NominalMaxEnergy NominalMinEnergy EffectiveBinEnergy} " +
  "MultienergyCTPathSequence{MultienergyCTPathIndex ReferencedXRaySourceIndex ReferencedXRayDetectorIndex}";

/** Modules of later editions; where a part of one is not known, it is not in here as a whole. */
export const MODULES = {
  // C.7.10.1; was in General Image
  "general-acquisition":
    "AcquisitionUID:3 AcquisitionNumber:3 AcquisitionDate:3 AcquisitionTime:3 AcquisitionDateTime:3 AcquisitionDuration:3 ImagesInAcquisition:3 IrradiationEventUID:3",
  // C.7.6.30
  "enhanced-patient-orientation":
    "PatientOrientationCodeSequence:1*{PatientOrientationModifierCodeSequence:1C*} PatientGantryRelationshipCodeSequence:3* PatientEquipmentRelationshipCodeSequence:3*",
  // C.8.2.2 and C.8.15.5
  "multi-energy-ct-image": `MultienergyCTAcquisition:1 MultienergyCTAcquisitionSequence:1{${MULTIENERGY_ACQUISITION} ${["ct-exposure", "ct-x-ray-details", "ct-acquisition-details", "ct-geometry"].map((macro) => MACROS[macro]).join(" ")}} ${MACROS["multi-energy-ct-processing"]} ${MACROS["multi-energy-ct-characteristics"]}`,
  "enhanced-multi-energy-ct-acquisition": `MultienergyCTAcquisitionSequence:1{${MULTIENERGY_ACQUISITION}}`,
  // C.8.12.14 and C.8.12.1
  "multi-resolution-pyramid": "PyramidUID:1 PyramidLabel:3 PyramidDescription:3",
  "microscope-slide-layer-tile-organization":
    "ImagedVolumeWidth:1 ImagedVolumeHeight:1 ImagedVolumeDepth:1 TotalPixelMatrixColumns:1 TotalPixelMatrixRows:1 TotalPixelMatrixFocalPlanes:1C TotalPixelMatrixOriginSequence:1{XOffsetInSlideCoordinateSystem:1 YOffsetInSlideCoordinateSystem:1} ImageOrientationSlide:1 NumberOfOpticalPaths:1C",
  // C.37.1: annotations of slides
  "microscopy-bulk-simple-annotations-series":
    "Modality:1 SeriesNumber:1 ReferencedPerformedProcedureStepSequence:1C=general-series",
  "microscopy-bulk-simple-annotations": `InstanceNumber:1 ContentLabel:1 ContentDescription:2 ContentDate:1 ContentTime:1 ContentCreatorName:2 ContentCreatorIdentificationCodeSequence:3=segmentation-image AnnotationCoordinateType:1 PixelOriginInterpretation:1C ReferencedImageSequence:1C{${SOP}} AnnotationGroupSequence:1{AnnotationGroupNumber:1 AnnotationGroupUID:1 AnnotationGroupLabel:1 AnnotationGroupDescription:3 AnnotationGroupGenerationType:1 AnnotationGroupAlgorithmIdentificationSequence:1C{${ALGORITHM}} AnnotationPropertyCategoryCodeSequence:1* AnnotationPropertyTypeCodeSequence:1*{AnnotationPropertyTypeModifierCodeSequence:3*} NumberOfAnnotations:1 AnnotationAppliesToAllOpticalPaths:1 ReferencedOpticalPathIdentifier:1C AnnotationAppliesToAllZPlanes:1C CommonZCoordinateValue:1C GraphicType:1 PointCoordinatesData:1C DoublePointCoordinatesData:1C LongPrimitivePointIndexList:1C MeasurementsSequence:3{ConceptNameCodeSequence:1* MeasurementUnitsCodeSequence:1* MeasurementValuesSequence:1{FloatingPointValues:1 AnnotationIndexList:1C}} AnatomicRegionSequence:3*{AnatomicRegionModifierSequence:3*} PrimaryAnatomicStructureSequence:3*{PrimaryAnatomicStructureModifierSequence:3*} RecommendedDisplayCIELabValue:3}`,
  // C.35.1
  "manufacturing-3d-model":
    "MeasurementUnitsCodeSequence:1* ModelModification:1 ModelMirroring:1 ModelUsageCodeSequence:1* ModelGroupUID:3 ContentDescription:3 IconImageSequence:3=general-image BurnedInAnnotation:1 RecommendedDisplayCIELabValue:3 RecommendedPresentationOpacity:3",
  // As the series modules of ophthalmic tomography before them
  "ophthalmic-tomography-en-face-series": "+ophthalmic-tomography-series",
  "ophthalmic-tomography-b-scan-volume-analysis-series": "+ophthalmic-tomography-series",
};

/** What modules of 2019 have got since, and what the tables leave out where a macro includes itself. */
export const ADDITIONS = {
  "sr-document-content": "ContentSequence:1C{ObservationDateTime:1C ObservationUID:3}", // C.17.3, Document Relationship Macro
  "enhanced-us-image": "EventTimerSequence{EventCodeSequence:1C*}",
  "image-plane": "SpacingBetweenSlices:3",
  "image-pixel":
    "ExtendedOffsetTable:3 ExtendedOffsetTableLengths:1C EncapsulatedPixelDataValueTotalLength:3",
  "encapsulated-document": "EncapsulatedDocumentLength:3",
  "general-equipment": "DeviceUID:3 InstitutionalDepartmentTypeCodeSequence:3*",
  "segmentation-image": "SegmentsOverlap:3",
  "sop-common": "SyntheticData:3",
};

/** IODs whose attributes converted images may have left over, C.7.6.16.2.25. */
export const CONVERTED = ["ct-image", "mr-image", "positron-emission-tomography-image"];
